"""A rest for files the scanner gave no verdict on; indexes for challenges by handler and for consents that wait.

Revision: 0020, after: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WAITING = sa.text("confirmed_at IS NULL")
CONSENTS = {
    "ix_call_subscription_waiting": ["created_at"],
    "ix_call_subscription_waiting_address": ["address", "created_at"],
}


def upgrade() -> None:
    """Apply."""
    op.add_column("blob", sa.Column("scan_after", sa.DateTime(timezone=True), nullable=True))
    for table in ("objection", "appeal"):
        op.create_index(f"ix_{table}_handler", table, ["handler_id", "id"])
    for name, columns in CONSENTS.items():
        op.create_index(name, "call_subscription", columns, sqlite_where=WAITING, postgresql_where=WAITING)


def downgrade() -> None:
    """Take it back."""
    for name in CONSENTS:
        op.drop_index(name, "call_subscription")
    for table in ("appeal", "objection"):
        op.drop_index(f"ix_{table}_handler", table)
    op.drop_column("blob", "scan_after")
