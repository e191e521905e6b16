"""Summaries of the supervisor's board.

Revision: 0024, after: 0023
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

FROZEN = ("board_reminder",)


def upgrade() -> None:
    """The counts, what each case is counted as, and the reminders of late cases."""
    op.create_table(
        "board_count",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('aged', 'load', 'due', 'flow', 'asked')", name=op.f("ck_board_count_kind_known")),
        sa.CheckConstraint("times >= 0", name=op.f("ck_board_count_times_not_negative")),
        sa.CheckConstraint("fen >= 0", name=op.f("ck_board_count_fen_not_negative")),
        sa.PrimaryKeyConstraint("kind", "first_day", "last_day", "name", "part", name=op.f("pk_board_count")),
        sqlite_strict=True,
    )
    _seen()
    op.create_table(
        "board_reminder",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_board_reminder_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_board_reminder_owner_id_user_account")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_board_reminder_by_id_user_account")),
        sa.PrimaryKeyConstraint("case_id", "day", name=op.f("pk_board_reminder")),
        sqlite_strict=True,
    )
    freeze(*FROZEN)


def _seen() -> None:
    op.create_table(
        "board_seen",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("entered", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_board_seen_seq_positive")),
        sa.CheckConstraint("(due_on IS NULL) = (entered IS NULL)", name=op.f("ck_board_seen_runs_or_not")),
        sa.CheckConstraint("fen >= 0", name=op.f("ck_board_seen_fen_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_board_seen_case_id_support_case")),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_board_seen_owner_id_user_account")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_board_seen")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take it back."""
    thaw(*FROZEN)
    for name in ("board_reminder", "board_seen", "board_count"):
        op.drop_table(name)
