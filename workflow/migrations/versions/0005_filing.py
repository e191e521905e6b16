"""Filing: where the answers come from, and which page saved last.

Revision: 0005, after: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("filing", sa.Column("sources", sa.JSON(), nullable=True))
    op.add_column("filing", sa.Column("saved_page", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("filing", "saved_page")
    op.drop_column("filing", "sources")
