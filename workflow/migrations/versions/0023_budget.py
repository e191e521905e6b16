"""The budget as a ledger, and pro-rata cuts.

Revision: 0023, after: 0022
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

FROZEN = ("budget_line", "proration_row")
#: Reservations in force: account and case of entries that were not given back.
LIVE = """
SELECT e.account_id, e.case_id, e.fen, e.at FROM budget_entry AS e
WHERE e.fen > 0 AND NOT EXISTS (SELECT 1 FROM budget_entry AS r WHERE r.reversal_of = e.id)
"""
LINE = "INSERT INTO budget_line (account_id, kind, fen, case_id, at) "
#: What is there already becomes lines: plans, reservations with their reversals, and what came of those in force.
OPENING = (
    LINE + "SELECT id, 'planned', planned_fen, NULL, CURRENT_TIMESTAMP FROM budget_account WHERE planned_fen > 0",
    LINE + "SELECT account_id, 'reserved', fen, case_id, at FROM budget_entry ORDER BY id",
    LINE + "SELECT l.account_id, 'decided', l.fen, l.case_id, c.cleared_at "
    f"FROM ({LIVE}) AS l JOIN support_case AS c ON c.id = l.case_id WHERE c.cleared_at IS NOT NULL",
    LINE + "SELECT l.account_id, 'paid', p.fen, l.case_id, p.confirmed_at "
    f"FROM ({LIVE}) AS l JOIN payment AS p ON p.case_id = l.case_id WHERE p.state = 'confirmed'",
    LINE + "SELECT l.account_id, 'recovered', r.fen, l.case_id, r.decided_at "
    f"FROM ({LIVE}) AS l JOIN recovery AS r ON r.case_id = l.case_id WHERE r.state = 'approved'",
    "INSERT INTO budget_use (account_id, decided_fen, paid_fen, recovered_fen) SELECT a.id, "
    + ", ".join(
        f"coalesce((SELECT sum(fen) FROM budget_line AS b WHERE b.account_id = a.id AND b.kind = '{kind}'), 0)"
        for kind in ("decided", "paid", "recovered")
    )
    + " FROM budget_account AS a",
)


def upgrade() -> None:
    """Use and ledger of the accounts, changes of the plan, what is in work, and cuts; today's figures become lines."""
    _budget_use()
    _budget_change()
    _budget_line()
    _budget_work()
    _proration()
    for statement in OPENING:
        op.execute(statement)
    freeze(*FROZEN)


def _budget_use() -> None:
    op.create_table(
        "budget_use",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decided_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("recovered_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("paid_fen <= decided_fen", name=op.f("ck_budget_use_paid_was_decided")),
        sa.CheckConstraint(
            "recovered_fen >= 0 AND recovered_fen <= paid_fen", name=op.f("ck_budget_use_recovered_was_paid")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["budget_account.id"], name=op.f("fk_budget_use_account_id_budget_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_budget_use")),
        sqlite_strict=True,
    )


def _budget_change() -> None:
    op.create_table(
        "budget_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("to_article", sa.Integer(), nullable=True),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("kind IN ('raise', 'lower', 'shift')", name=op.f("ck_budget_change_kind_known")),
        sa.CheckConstraint("state IN ('open', 'approved', 'refused')", name=op.f("ck_budget_change_state_known")),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000000", name=op.f("ck_budget_change_fen_in_range")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_budget_change_year_range")),
        sa.CheckConstraint(
            "(kind = 'shift') = (to_article IS NOT NULL)", name=op.f("ck_budget_change_shift_names_both")
        ),
        sa.CheckConstraint(
            "to_article IS NULL OR to_article <> article", name=op.f("ck_budget_change_shift_to_another")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_budget_change_has_reason")),
        sa.CheckConstraint("(state = 'open') = (decided_by IS NULL)", name=op.f("ck_budget_change_decided_by_someone")),
        sa.CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_budget_change_decision_has_date")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_budget_change_decided_by_another")
        ),
        sa.CheckConstraint("state <> 'refused' OR length(answer) > 0", name=op.f("ck_budget_change_refusal_has_reason")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_budget_change_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_budget_change_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_change")),
        sqlite_strict=True,
    )
    op.create_index("ix_budget_change_state", "budget_change", ["state", "id"], unique=False)
    op.create_index("ix_budget_change_year", "budget_change", ["year", "id"], unique=False)
    op.create_index(
        "uq_budget_change_open",
        "budget_change",
        ["year", "article"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _budget_line() -> None:
    op.create_table(
        "budget_line",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("change_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('planned', 'reserved', 'decided', 'paid', 'recovered')", name=op.f("ck_budget_line_kind_known")
        ),
        sa.CheckConstraint("fen <> 0", name=op.f("ck_budget_line_not_zero")),
        sa.CheckConstraint("(kind = 'planned') = (case_id IS NULL)", name=op.f("ck_budget_line_of_a_case_or_plan")),
        sa.CheckConstraint("change_id IS NULL OR kind = 'planned'", name=op.f("ck_budget_line_change_is_of_plan")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["budget_account.id"], name=op.f("fk_budget_line_account_id_budget_account")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_budget_line_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["change_id"], ["budget_change.id"], name=op.f("fk_budget_line_change_id_budget_change")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sqlite_strict=True,
    )
    op.create_index("ix_budget_line_account", "budget_line", ["account_id", "id"], unique=False)
    op.create_index("ix_budget_line_account_kind", "budget_line", ["account_id", "kind", "id"], unique=False)
    op.create_index("ix_budget_line_case", "budget_line", ["case_id", "id"], unique=False)
    op.create_index(
        "uq_budget_line_change",
        "budget_line",
        ["change_id", "account_id"],
        unique=True,
        sqlite_where=sa.text("change_id IS NOT NULL"),
        postgresql_where=sa.text("change_id IS NOT NULL"),
    )


def _budget_work() -> None:
    op.create_table(
        "budget_work",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("fen > 0", name=op.f("ck_budget_work_fen_positive")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_budget_work_case_id_support_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_budget_work")),
        sqlite_strict=True,
    )
    op.create_table(
        "budget_in_work",
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.CheckConstraint("fen >= 0 AND cases >= 0", name=op.f("ck_budget_in_work_not_negative")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_budget_in_work")),
        sqlite_strict=True,
    )


def _proration() -> None:
    op.create_table(
        "proration",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("budget_fen", sa.BigInteger(), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("applied_by", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_reason", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("budget_fen > 0 AND budget_fen < total_fen", name=op.f("ck_proration_cuts_something")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_proration_has_reason")),
        sa.CheckConstraint("(undone_by IS NULL) = (undone_at IS NULL)", name=op.f("ck_proration_undone_by_someone")),
        sa.CheckConstraint(
            "undone_by IS NULL OR length(undone_reason) > 0", name=op.f("ck_proration_undone_has_reason")
        ),
        sa.ForeignKeyConstraint(["applied_by"], ["user_account.id"], name=op.f("fk_proration_applied_by_user_account")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_proration_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["undone_by"], ["user_account.id"], name=op.f("fk_proration_undone_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proration")),
        sqlite_strict=True,
    )
    op.create_index("ix_proration_year_article", "proration", ["year", "article", "id"], unique=False)
    op.create_index("ix_proration_meeting", "proration", ["meeting_id", "id"], unique=False)
    op.create_table(
        "proration_row",
        sa.Column("proration_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("before_fen", sa.BigInteger(), nullable=False),
        sa.Column("after_fen", sa.BigInteger(), nullable=False),
        sa.Column("staged", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "after_fen > 0 AND after_fen <= before_fen AND before_fen <= 1000000000",
            name=op.f("ck_proration_row_less_or_the_same"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_proration_row_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["proration_id"], ["proration.id"], name=op.f("fk_proration_row_proration_id_proration")
        ),
        sa.PrimaryKeyConstraint("proration_id", "case_id", name=op.f("pk_proration_row")),
        sqlite_strict=True,
    )
    op.create_index("ix_proration_row_case", "proration_row", ["case_id", "round"], unique=False)


def downgrade() -> None:
    """Take the tables off again; reservations and plans are where they were."""
    thaw(*FROZEN)
    for table in ("proration_row", "proration", "budget_in_work", "budget_work", "budget_line", "budget_change"):
        op.drop_table(table)
    op.drop_table("budget_use")
