"""The queue: saved views, pieces of texts for the search, and what a list sorted by amount runs along.

Revision: 0011, after: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SIZE = "coalesce(award_fen, proposed_fen, estimate_fen, 0)"
RUNNING = {"sqlite_where": sa.text("due_on IS NOT NULL"), "postgresql_where": sa.text("due_on IS NOT NULL")}
INDEXES = {
    "ix_support_case_state_id": ("state", "id"),
    "ix_support_case_item_id": ("item", "id"),
    "ix_support_case_owner_id": ("owner_id", "id"),
    "ix_support_case_size": ("size_fen", "id"),
    "ix_support_case_owner_size": ("owner_id", "size_fen", "id"),
    "ix_support_case_running": ("id",),
    "ix_support_case_running_owner": ("owner_id", "id"),
    "ix_support_case_running_item": ("item", "id"),
    "ix_support_case_running_size": ("size_fen", "id"),
    "ix_support_case_running_owner_size": ("owner_id", "size_fen", "id"),
    "ix_support_case_running_state_size": ("state", "size_fen", "id"),
    "ix_support_case_running_item_size": ("item", "size_fen", "id"),
}


def upgrade() -> None:
    """Make the tables; a column that the database computes can be added in place on both."""
    kept = "VIRTUAL" if op.get_bind().dialect.name == "sqlite" else "STORED"
    kind = "INTEGER" if kept == "VIRTUAL" else "BIGINT"
    op.execute(f"ALTER TABLE support_case ADD COLUMN size_fen {kind} GENERATED ALWAYS AS ({SIZE}) {kept}")
    for name, columns in INDEXES.items():
        op.create_index(name, "support_case", list(columns), **(RUNNING if "running" in name else {}))
    op.create_index(
        "ix_support_case_number", "support_case", ["number"], postgresql_ops={"number": "varchar_pattern_ops"}
    )
    op.create_index("ix_correction_case", "correction", ["case_id", "id"])
    op.create_table(
        "saved_view",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=4000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(address) BETWEEN 1 AND 4000", name=op.f("ck_saved_view_address_length")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 40", name=op.f("ck_saved_view_name_length")),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_saved_view_owner_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_saved_view_owner_id_name")),
        sqlite_strict=True,
    )
    shared = {"sqlite_where": sa.text("shared"), "postgresql_where": sa.text("shared")}
    op.create_index("ix_saved_view_shared", "saved_view", ["id"], **shared)
    _terms("firm_term", "enterprise_id", "enterprise")
    _terms("case_term", "case_id", "support_case")


def _terms(table: str, column: str, of: str) -> None:
    op.create_table(
        table,
        sa.Column("term", sa.String(length=40), nullable=False),
        sa.Column(column, sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}_{of}")),
        sa.PrimaryKeyConstraint("term", column, name=op.f(f"pk_{table}")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take everything back."""
    for table in ("case_term", "firm_term", "saved_view"):
        op.drop_table(table)
    op.drop_index("ix_correction_case", table_name="correction")
    for name in ("ix_support_case_number", *INDEXES):
        op.drop_index(name, table_name="support_case")
    op.execute("ALTER TABLE support_case DROP COLUMN size_fen")
