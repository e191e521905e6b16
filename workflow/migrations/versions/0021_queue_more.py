"""More columns of the queue: which clocks were stopped, and who has unread notes that name them.

Revision: 0021, after: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STOPS = sa.text("action = 'stop_clock'")
UNREAD = sa.text("kind = 'note_mention' AND read_at IS NULL")


def upgrade() -> None:
    """Indexes that hold only such rows: a case without one costs a look and no more."""
    op.create_index(
        "ix_transition_stop_clock", "transition", ["case_id", "seq"], sqlite_where=STOPS, postgresql_where=STOPS
    )
    op.create_index(
        "ix_notice_unread_note", "notice", ["user_id", "case_id"], sqlite_where=UNREAD, postgresql_where=UNREAD
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_index("ix_notice_unread_note", table_name="notice")
    op.drop_index("ix_transition_stop_clock", table_name="transition")
