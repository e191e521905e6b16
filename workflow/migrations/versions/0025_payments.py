"""Batches, instalments and the bank's answers.

Revision: 0025, after: 0024
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import FROZEN, freeze, thaw

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

APPEND_ONLY = ("bank_answer", "account_view", "account_call")
#: table → columns that stay as they were written; such a row is not deleted either.
KEPT = {
    "payment_line": "batch_id, place, payment_id, case_id, instalment, fen, account_holder, bank_name, bank_account",
    "payment_part": "number, fen, due_on, condition",
    "bank_row": "number, reference, amount, tail, result, reason, bank_ref, line_id",
}
ABOVE = "payments above the award of the case"
TOO_MUCH = (
    "(SELECT coalesce(sum(fen), 0) FROM payment WHERE case_id = NEW.case_id AND instalment <> NEW.instalment) + NEW.fen "
    "> (SELECT coalesce(award_fen, 0) FROM support_case WHERE id = NEW.case_id)"
)
UNLIKE = "parts of a plan make up its award"
WRONG_SUM = "(SELECT coalesce(sum(fen), 0) FROM payment_part WHERE plan_id = NEW.id) <> NEW.award_fen"
#: trigger → table, verb, when, what must not be, and the sentence.
RULES = {
    "payment_within_award_insert": ("payment", "INSERT", "NEW.state = 'prepared'", TOO_MUCH, ABOVE),
    "payment_within_award_update": ("payment", "UPDATE", "NEW.state = 'prepared'", TOO_MUCH, ABOVE),
    "payment_plan_is_whole": ("payment_plan", "UPDATE", "NEW.state = 'confirmed'", WRONG_SUM, UNLIKE),
}


def upgrade() -> None:
    """Lines of batches, the bank's answers and files, plans of instalments, and who saw or called about accounts."""
    _payment_line()
    _bank_answer()
    _account_view()
    _account_call()
    _bank_file()
    _bank_row()
    _payment_plan()
    _payment_part()
    op.create_index("ix_payment_enterprise", "payment", ["enterprise_id", "id"], unique=False)
    _fill()
    freeze(*APPEND_ONLY)
    for table, columns in KEPT.items():
        _keep(table, columns)
    for name, rule in RULES.items():
        _forbid(name, *rule)


def _fill() -> None:
    """The payments so far become lines of the batch that holds them, and what the bank said of them answers."""
    op.execute(
        "INSERT INTO payment_line (batch_id, place, payment_id, case_id, enterprise_id, instalment, fen, account_holder, "
        "bank_name, bank_account, state, voucher, note, ended_at) "
        "SELECT p.batch_id, row_number() OVER (PARTITION BY p.batch_id ORDER BY p.id), p.id, p.case_id, p.enterprise_id, "
        "p.instalment, p.fen, p.account_holder, p.bank_name, p.bank_account, "
        "CASE WHEN p.state = 'failed' AND b.released_at IS NULL THEN 'returned' ELSE p.state END, "
        "CASE WHEN b.released_at IS NULL THEN NULL ELSE b.number || '-' || p.id END, "
        "CASE WHEN p.state = 'failed' THEN CASE WHEN p.failure = '' THEN '-' ELSE p.failure END ELSE '' END, "
        "CASE WHEN p.state IN ('confirmed', 'failed') THEN coalesce(p.confirmed_at, b.released_at, b.prepared_at) END "
        "FROM payment p JOIN payment_batch b ON b.id = p.batch_id"
    )
    op.execute(
        "INSERT INTO bank_answer (line_id, result, fen, bank_ref, reason, actor_id, at) "
        "SELECT l.id, l.state, l.fen, p.bank_ref, l.note, b.released_by, l.ended_at FROM payment_line l "
        "JOIN payment p ON p.id = l.payment_id JOIN payment_batch b ON b.id = l.batch_id "
        "WHERE l.state IN ('confirmed', 'failed') AND b.released_by IS NOT NULL"
    )


def _keep(table: str, columns: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        says = f"BEGIN SELECT RAISE(ABORT, '{table} {FROZEN}'); END"
        op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF {columns} ON {table} {says}")
        op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {says}")
        return
    does = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF {columns} ON {table} {does}")
    op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {does}")


def _forbid(name: str, table: str, verb: str, when: str, wrong: str, said: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when} AND {wrong} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{said}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    """Take it back, in the reverse order."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, rule in RULES.items():
        op.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {rule[0]}"))
        if not sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    for table in KEPT:
        for trigger in ("kept", "stays"):
            op.execute(f"DROP TRIGGER {table}_{trigger}" + ("" if sqlite else f" ON {table}"))
    thaw(*APPEND_ONLY)
    op.drop_index("ix_payment_enterprise", "payment")
    for table in (
        "payment_part",
        "payment_plan",
        "bank_row",
        "bank_file",
        "account_call",
        "account_view",
        "bank_answer",
    ):
        op.drop_table(table)
    op.drop_table("payment_line")


def _payment_line() -> None:
    op.create_table(
        "payment_line",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("instalment", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("account_holder", sa.String(length=4000), nullable=False),
        sa.Column("bank_name", sa.String(length=4000), nullable=False),
        sa.Column("bank_account", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("voucher", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('prepared', 'released')) = (ended_at IS NULL)", name=op.f("ck_payment_line_end_has_date")
        ),
        sa.CheckConstraint(
            "(state IN ('prepared', 'returned')) = (voucher IS NULL)", name=op.f("ck_payment_line_voucher_at_release")
        ),
        sa.CheckConstraint(
            "(state IN ('returned', 'failed')) = (note <> '')", name=op.f("ck_payment_line_end_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'returned', 'released', 'confirmed', 'failed')",
            name=op.f("ck_payment_line_state_known"),
        ),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_payment_line_fen_in_range")),
        sa.CheckConstraint("instalment BETWEEN 1 AND 60", name=op.f("ck_payment_line_instalment_range")),
        sa.CheckConstraint("place >= 1", name=op.f("ck_payment_line_place_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payment_batch.id"], name=op.f("fk_payment_line_batch_id_payment_batch")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_payment_line_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_payment_line_payment_id_payment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_line")),
        sa.UniqueConstraint("batch_id", "place", name=op.f("uq_payment_line_batch_id_place")),
        sa.UniqueConstraint("voucher", name=op.f("uq_payment_line_voucher")),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_line_case", "payment_line", ["case_id", "id"], unique=False)
    op.create_index("ix_payment_line_payment", "payment_line", ["payment_id", "id"], unique=False)
    op.create_index(
        "ix_payment_line_unanswered",
        "payment_line",
        ["batch_id", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'released'"),
        postgresql_where=sa.text("state = 'released'"),
    )
    op.create_index(
        "uq_payment_line_live",
        "payment_line",
        ["payment_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('prepared', 'released', 'confirmed')"),
        postgresql_where=sa.text("state IN ('prepared', 'released', 'confirmed')"),
    )


def _bank_answer() -> None:
    op.create_table(
        "bank_answer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("bank_ref", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(result = 'confirmed') = (bank_ref IS NOT NULL)", name=op.f("ck_bank_answer_confirmed_has_bank_ref")
        ),
        sa.CheckConstraint("(result = 'failed') = (reason <> '')", name=op.f("ck_bank_answer_failed_has_reason")),
        sa.CheckConstraint("result IN ('confirmed', 'failed')", name=op.f("ck_bank_answer_result_known")),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_bank_answer_fen_in_range")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_bank_answer_actor_id_user_account")),
        sa.ForeignKeyConstraint(["line_id"], ["payment_line.id"], name=op.f("fk_bank_answer_line_id_payment_line")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_answer")),
        sa.UniqueConstraint("line_id", name=op.f("uq_bank_answer_line_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_bank_answer_at", "bank_answer", ["at", "id"], unique=False)


def _account_view() -> None:
    op.create_table(
        "account_view",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('page', 'treasury', 'list', 'voucher')", name=op.f("ck_account_view_kind_known")),
        sa.CheckConstraint("length(purpose) BETWEEN 1 AND 200", name=op.f("ck_account_view_purpose_length")),
        sa.CheckConstraint("lines >= 1", name=op.f("ck_account_view_lines_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["payment_batch.id"], name=op.f("fk_account_view_batch_id_payment_batch")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_account_view_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_view")),
        sqlite_strict=True,
    )
    op.create_index("ix_account_view_batch", "account_view", ["batch_id", "id"], unique=False)


def _account_call() -> None:
    op.create_table(
        "account_call",
        sa.Column("line_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(note) BETWEEN 5 AND 1000", name=op.f("ck_account_call_note_length")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_account_call_actor_id_user_account")),
        sa.ForeignKeyConstraint(["line_id"], ["payment_line.id"], name=op.f("fk_account_call_line_id_payment_line")),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_account_call")),
        sqlite_strict=True,
    )


def _bank_file() -> None:
    op.create_table(
        "bank_file",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_by", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.BigInteger(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(applied_by IS NULL) = (applied_at IS NULL)", name=op.f("ck_bank_file_applied_by_somebody")
        ),
        sa.CheckConstraint("applied_at IS NULL OR dropped_at IS NULL", name=op.f("ck_bank_file_applied_or_dropped")),
        sa.CheckConstraint("ended_at IS NULL OR applied_at IS NOT NULL", name=op.f("ck_bank_file_ended_was_applied")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 200", name=op.f("ck_bank_file_name_length")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_bank_file_sha256_length")),
        sa.ForeignKeyConstraint(["applied_by"], ["user_account.id"], name=op.f("fk_bank_file_applied_by_user_account")),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], name=op.f("fk_bank_file_batch_id_payment_batch")),
        sa.ForeignKeyConstraint(["read_by"], ["user_account.id"], name=op.f("fk_bank_file_read_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_file")),
        sqlite_strict=True,
    )
    op.create_index("ix_bank_file_batch", "bank_file", ["batch_id", "id"], unique=False)
    op.create_index("ix_bank_file_ended", "bank_file", ["ended_at", "id"], unique=False)
    op.create_index(
        "uq_bank_file_bytes",
        "bank_file",
        ["batch_id", "sha256"],
        unique=True,
        sqlite_where=sa.text("dropped_at IS NULL"),
        postgresql_where=sa.text("dropped_at IS NULL"),
    )


def _bank_row() -> None:
    op.create_table(
        "bank_row",
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.String(length=200), nullable=False),
        sa.Column("tail", sa.String(length=200), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("bank_ref", sa.String(length=200), nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("said_zh", sa.String(length=4000), nullable=False),
        sa.Column("said_en", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "(state IN ('faulty', 'refused')) = (said_zh <> '')", name=op.f("ck_bank_row_fault_is_said")
        ),
        sa.CheckConstraint("state = 'faulty' OR line_id IS NOT NULL", name=op.f("ck_bank_row_fits_a_line")),
        sa.CheckConstraint(
            "state = 'faulty' OR result IN ('confirmed', 'failed')", name=op.f("ck_bank_row_result_known")
        ),
        sa.CheckConstraint("state IN ('waiting', 'faulty', 'done', 'refused')", name=op.f("ck_bank_row_state_known")),
        sa.CheckConstraint("number >= 2", name=op.f("ck_bank_row_number_after_heading")),
        sa.ForeignKeyConstraint(["file_id"], ["bank_file.id"], name=op.f("fk_bank_row_file_id_bank_file")),
        sa.ForeignKeyConstraint(["line_id"], ["payment_line.id"], name=op.f("fk_bank_row_line_id_payment_line")),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_bank_row")),
        sqlite_strict=True,
    )
    op.create_index("ix_bank_row_line", "bank_row", ["line_id"], unique=False)


def _payment_plan() -> None:
    op.create_table(
        "payment_plan",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("award_fen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_by IS NULL)", name=op.f("ck_payment_plan_decided_by_somebody")
        ),
        sa.CheckConstraint("(state = 'refused') = (answer <> '')", name=op.f("ck_payment_plan_refusal_has_reason")),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed', 'refused', 'replaced')", name=op.f("ck_payment_plan_state_known")
        ),
        sa.CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_payment_plan_decision_has_date")
        ),
        sa.CheckConstraint(
            "award_fen > 0 AND award_fen <= 1000000000", name=op.f("ck_payment_plan_award_fen_in_range")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_payment_plan_decided_by_another")
        ),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 1000", name=op.f("ck_payment_plan_reason_length")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_payment_plan_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_payment_plan_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_payment_plan_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_plan")),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_plan_case", "payment_plan", ["case_id", "id"], unique=False)
    op.create_index("ix_payment_plan_state", "payment_plan", ["state", "id"], unique=False)
    op.create_index(
        "uq_payment_plan_in_force",
        "payment_plan",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("state = 'confirmed'"),
        postgresql_where=sa.text("state = 'confirmed'"),
    )
    op.create_index(
        "uq_payment_plan_open",
        "payment_plan",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )


def _payment_part() -> None:
    op.create_table(
        "payment_part",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("condition", sa.String(length=200), nullable=False),
        sa.Column("met_by", sa.BigInteger(), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_note", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("(met_by IS NULL) = (met_note = '')", name=op.f("ck_payment_part_met_has_note")),
        sa.CheckConstraint("met_by IS NULL OR condition <> ''", name=op.f("ck_payment_part_met_was_asked")),
        sa.CheckConstraint("(met_by IS NULL) = (met_at IS NULL)", name=op.f("ck_payment_part_met_has_date")),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_payment_part_fen_in_range")),
        sa.CheckConstraint("number BETWEEN 1 AND 60", name=op.f("ck_payment_part_number_range")),
        sa.ForeignKeyConstraint(["met_by"], ["user_account.id"], name=op.f("fk_payment_part_met_by_user_account")),
        sa.ForeignKeyConstraint(["plan_id"], ["payment_plan.id"], name=op.f("fk_payment_part_plan_id_payment_plan")),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_payment_part")),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_part_due", "payment_part", ["due_on", "plan_id"], unique=False)
