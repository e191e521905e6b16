"""A rest for files without a verdict; indexes for challenges by handler, consents that wait, people of a group or firm.

Revision: 0020, after: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WAITING, OPEN = sa.text("confirmed_at IS NULL"), sa.text("state = 'open'")
CONSENTS = {
    "ix_call_subscription_waiting": ["created_at"],
    "ix_call_subscription_waiting_address": ["address", "created_at"],
}


def upgrade() -> None:
    """Apply."""
    op.add_column("blob", sa.Column("scan_after", sa.DateTime(timezone=True), nullable=True))
    for table in ("objection", "appeal"):
        op.create_index(f"ix_{table}_handler", table, ["handler_id", "id"])
    op.create_index("ix_countersign_waiting", "countersign", ["id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_user_account_enterprise", "user_account", ["enterprise_id", "id"])
    op.create_index("ix_user_account_group", "user_account", ["duty_group", "name", "id"])
    for name, columns in CONSENTS.items():
        op.create_index(name, "call_subscription", columns, sqlite_where=WAITING, postgresql_where=WAITING)


def downgrade() -> None:
    """Take it back."""
    for name in CONSENTS:
        op.drop_index(name, "call_subscription")
    for name in ("group", "enterprise"):
        op.drop_index(f"ix_user_account_{name}", "user_account")
    op.drop_index("ix_countersign_waiting", "countersign")
    for table in ("appeal", "objection"):
        op.drop_index(f"ix_{table}_handler", table)
    op.drop_column("blob", "scan_after")
