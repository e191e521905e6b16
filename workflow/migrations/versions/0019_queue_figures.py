"""Indexes of running cases, and of those of an enterprise, that hold what the queue asks: lists are counted inside.

Revision: 0019, after: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

RUNNING = {"sqlite_where": sa.text("due_on IS NOT NULL"), "postgresql_where": sa.text("due_on IS NOT NULL")}
HELD = ("due_on", "state", "item", "owner_id", "size_fen", "round", "enterprise_id")
#: Name → what it leads along. These held running cases alone before, those of the due day held all.
LEADS = {
    "running": ("id",),
    "running_owner": ("owner_id", "id"),
    "running_item": ("item", "id"),
    "running_size": ("size_fen", "id"),
    "running_owner_size": ("owner_id", "size_fen", "id"),
    "running_state_size": ("state", "size_fen", "id"),
    "running_item_size": ("item", "size_fen", "id"),
}
DUE = {
    "due": ("due_on", "id"),
    "owner_due": ("owner_id", "due_on", "id"),
    "state_due": ("state", "due_on", "id"),
    "item_due": ("item", "due_on", "id"),
}
NEW = {"running_state": ("state", "id")}
FIRM = ["enterprise_id", "id", *(column for column in HELD if column != "enterprise_id"), "submitted_at"]
#: What the index of an enterprise's cases takes the place of.
OF_FIRM = {"enterprise": ["enterprise_id", "item", "id"], "enterprise_newest": ["enterprise_id", "id"]}


def upgrade() -> None:
    """Apply."""
    for name in (*LEADS, *DUE):
        op.drop_index(f"ix_support_case_{name}", table_name="support_case")
    for name, leads in (LEADS | DUE | NEW).items():
        columns = [*leads, *(column for column in HELD if column not in leads)]
        op.create_index(f"ix_support_case_{name}", "support_case", columns, **RUNNING)
    for name in OF_FIRM:
        op.drop_index(f"ix_support_case_{name}", table_name="support_case")
    op.create_index("ix_support_case_firm", "support_case", FIRM)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_support_case_firm", table_name="support_case")
    for name, columns in OF_FIRM.items():
        op.create_index(f"ix_support_case_{name}", "support_case", columns)
    for name in (*LEADS, *DUE, *NEW):
        op.drop_index(f"ix_support_case_{name}", table_name="support_case")
    for name, leads in (LEADS | DUE).items():
        op.create_index(f"ix_support_case_{name}", "support_case", list(leads), **(RUNNING if name in LEADS else {}))
