"""Duties after payment and recoveries.

Revision: 0026, after: 0025
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "repayment_part", "repayment", "recovery_notice", "repayment_reminder", "duty_report", "duty_reminder",
)  # fmt: skip
BACK = "more came back than is claimed"
TOO_MUCH = (
    "EXISTS (SELECT 1 FROM recovery r WHERE r.id = NEW.recovery_id AND (r.state <> 'approved' OR r.fen < NEW.fen + "
    "(SELECT coalesce(sum(fen), 0) FROM repayment WHERE recovery_id = NEW.recovery_id)))"
)
#: The recoveries so far are due in one part, thirty days after they were proposed.
PLANNED = {
    "sqlite": "INSERT INTO repayment_part (recovery_id, number, due_on, fen) "
    "SELECT id, 1, date(proposed_at, '+30 days'), fen FROM recovery",
    "postgresql": "INSERT INTO repayment_part (recovery_id, number, due_on, fen) "
    "SELECT id, 1, (proposed_at + interval '30 days')::date, fen FROM recovery",
}


def upgrade() -> None:
    """Plans, notices and receipts of recoveries; duties with what was handed in for them."""
    op.add_column("recovery", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    _repayment_part()
    _repayment()
    _recovery_notice()
    _repayment_reminder()
    _duty()
    _duty_report()
    _duty_reminder()
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(PLANNED[op.get_bind().dialect.name])
    freeze(*APPEND_ONLY)
    if sqlite:
        op.execute(
            f"CREATE TRIGGER repayment_within BEFORE INSERT ON repayment WHEN {TOO_MUCH} "
            f"BEGIN SELECT RAISE(ABORT, '{BACK}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION repayment_within() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {TOO_MUCH} THEN "
        f"RAISE EXCEPTION '{BACK}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER repayment_within BEFORE INSERT ON repayment FOR EACH ROW EXECUTE FUNCTION repayment_within()"
    )


def downgrade() -> None:
    """Take it back, in the reverse order."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER repayment_within" + ("" if sqlite else " ON repayment"))
    if not sqlite:
        op.execute("DROP FUNCTION repayment_within()")
    thaw(*APPEND_ONLY)
    for table in ("duty_reminder", "duty_report", "duty", "repayment_reminder", "recovery_notice", "repayment"):
        op.drop_table(table)
    op.drop_table("repayment_part")
    op.drop_column("recovery", "settled_at")


def _repayment_part() -> None:
    op.create_table(
        "repayment_part",
        sa.Column("recovery_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_repayment_part_fen_in_range")),
        sa.CheckConstraint("number BETWEEN 1 AND 60", name=op.f("ck_repayment_part_number_range")),
        sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f("fk_repayment_part_recovery_id_recovery")),
        sa.PrimaryKeyConstraint("recovery_id", "number", name=op.f("pk_repayment_part")),
        sqlite_strict=True,
    )
    op.create_index("ix_repayment_part_due", "repayment_part", ["due_on", "recovery_id"], unique=False)


def _repayment() -> None:
    op.create_table(
        "repayment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("recovery_id", sa.BigInteger(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("bank_ref", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_repayment_fen_in_range")),
        sa.CheckConstraint("length(bank_ref) BETWEEN 1 AND 40", name=op.f("ck_repayment_bank_ref_length")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_repayment_actor_id_user_account")),
        sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f("fk_repayment_recovery_id_recovery")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repayment")),
        sa.UniqueConstraint("bank_ref", name=op.f("uq_repayment_bank_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_repayment_recovery", "repayment", ["recovery_id", "id"], unique=False)


def _recovery_notice() -> None:
    op.create_table(
        "recovery_notice",
        sa.Column("recovery_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_recovery_notice_digest_length")),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_recovery_notice_sequence_positive")),
        sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f("fk_recovery_notice_recovery_id_recovery")),
        sa.PrimaryKeyConstraint("recovery_id", name=op.f("pk_recovery_notice")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_recovery_notice_year_sequence")),
        sqlite_strict=True,
    )


def _repayment_reminder() -> None:
    op.create_table(
        "repayment_reminder",
        sa.Column("recovery_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('soon', 'late')", name=op.f("ck_repayment_reminder_kind_known")),
        sa.ForeignKeyConstraint(
            ["recovery_id"], ["recovery.id"], name=op.f("fk_repayment_reminder_recovery_id_recovery")
        ),
        sa.PrimaryKeyConstraint("recovery_id", "number", "kind", name=op.f("pk_repayment_reminder")),
        sqlite_strict=True,
    )


def _duty() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "(state IN ('met', 'breached')) = (closed_by IS NOT NULL)", name=op.f("ck_duty_closed_by_someone")
        ),
        sa.CheckConstraint("state <> 'breached' OR note <> ''", name=op.f("ck_duty_breach_has_reason")),
        sa.CheckConstraint("state IN ('open', 'handed_in', 'met', 'breached')", name=op.f("ck_duty_state_known")),
        sa.CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name=op.f("ck_duty_closed_has_date")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_duty_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["closed_by"], ["user_account.id"], name=op.f("fk_duty_closed_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("case_id", "kind", name=op.f("uq_duty_case_id_kind")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_duty_due",
        "duty",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('open', 'handed_in')"),
        postgresql_where=sa.text("state IN ('open', 'handed_in')"),
    )
    op.create_index("ix_duty_enterprise", "duty", ["enterprise_id", "due_on", "id"], unique=False)


def _duty_report() -> None:
    op.create_table(
        "duty_report",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("duty_id", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=4000), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(name IS NULL) = (sha256 IS NULL)", name=op.f("ck_duty_report_file_has_name")),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 2000", name=op.f("ck_duty_report_body_length")),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_duty_report_author_id_user_account")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_report_duty_id_duty")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_duty_report_sha256_blob")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_report")),
        sa.UniqueConstraint("ref", name=op.f("uq_duty_report_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_duty_report_duty", "duty_report", ["duty_id", "id"], unique=False)
    op.create_index("ix_duty_report_sha256", "duty_report", ["sha256"], unique=False)


def _duty_reminder() -> None:
    op.create_table(
        "duty_reminder",
        sa.Column("duty_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('soon', 'late')", name=op.f("ck_duty_reminder_kind_known")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_reminder_duty_id_duty")),
        sa.PrimaryKeyConstraint("duty_id", "kind", name=op.f("pk_duty_reminder")),
        sqlite_strict=True,
    )
