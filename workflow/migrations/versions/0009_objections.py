"""objections, appeals, second persons, more time for corrections

Revision: 0009, after: 0008
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FROZEN = ("objector", "correction_extension", "correction_reminder", "withdrawal")


def upgrade() -> None:
    """Tables for what may follow a decision, and for corrections and withdrawals."""
    _objection()
    _objector()
    _appeal()
    _countersign()
    _correction_extension()
    _correction_reminder()
    _withdrawal()
    freeze(*FROZEN)


def _objection() -> None:
    op.create_table(
        "objection",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("receipt", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("handler_id", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_objection_closed_has_date")),
        sa.CheckConstraint(
            "state IN ('open', 'dismissed', 'upheld', 'superseded')", name=op.f("ck_objection_state_known")
        ),
        sa.CheckConstraint(
            "state NOT IN ('dismissed', 'upheld') OR handler_id IS NOT NULL",
            name=op.f("ck_objection_answered_by_someone"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('dismissed', 'upheld') OR length(answer) > 0", name=op.f("ck_objection_answer_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_objection_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "round"],
            ["publicity.case_id", "publicity.round"],
            name=op.f("fk_objection_case_id_round_publicity"),
        ),
        sa.ForeignKeyConstraint(["handler_id"], ["user_account.id"], name=op.f("fk_objection_handler_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("receipt", name=op.f("uq_objection_receipt")),
        sqlite_strict=True,
    )
    op.create_index("ix_objection_case", "objection", ["case_id", "state"])
    op.create_index("ix_objection_state_due", "objection", ["state", "due_on", "id"])


def _objector() -> None:
    op.create_table(
        "objector",
        sa.Column("objection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form_key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("statement", sa.String(length=4000), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(file_sha256 IS NULL) = (file_name IS NULL)", name=op.f("ck_objector_file_has_name")),
        sa.CheckConstraint("length(contact) > 0", name=op.f("ck_objector_has_contact")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_objector_has_name")),
        sa.CheckConstraint("length(statement) BETWEEN 1 AND 2000", name=op.f("ck_objector_statement_length")),
        sa.CheckConstraint("user_id IS NOT NULL OR source IS NOT NULL", name=op.f("ck_objector_known_or_counted")),
        sa.ForeignKeyConstraint(["file_sha256"], ["blob.sha256"], name=op.f("fk_objector_file_sha256_blob")),
        sa.ForeignKeyConstraint(["objection_id"], ["objection.id"], name=op.f("fk_objector_objection_id_objection")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_objector_user_id_user_account")),
        sa.PrimaryKeyConstraint("objection_id", name=op.f("pk_objector")),
        sa.UniqueConstraint("form_key", name=op.f("uq_objector_form_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_objector_source", "objector", ["source", "at"])


def _appeal() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("decision_seq", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("grounds", sa.String(length=4000), nullable=False),
        sa.Column("filed_by", sa.BigInteger(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("handler_id", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_appeal_closed_has_date")),
        sa.CheckConstraint("state IN ('open', 'kept', 'upheld', 'superseded')", name=op.f("ck_appeal_state_known")),
        sa.CheckConstraint(
            "state NOT IN ('kept', 'upheld') OR handler_id IS NOT NULL", name=op.f("ck_appeal_answered_by_someone")
        ),
        sa.CheckConstraint(
            "state NOT IN ('kept', 'upheld') OR length(answer) > 0", name=op.f("ck_appeal_answer_has_reason")
        ),
        sa.CheckConstraint("subject IN ('refusal', 'amount')", name=op.f("ck_appeal_subject_known")),
        sa.CheckConstraint("length(grounds) BETWEEN 1 AND 2000", name=op.f("ck_appeal_grounds_length")),
        sa.ForeignKeyConstraint(
            ["case_id", "decision_seq"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_appeal_case_id_decision_seq_transition"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_appeal_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["filed_by"], ["user_account.id"], name=op.f("fk_appeal_filed_by_user_account")),
        sa.ForeignKeyConstraint(["handler_id"], ["user_account.id"], name=op.f("fk_appeal_handler_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("case_id", "decision_seq", name=op.f("uq_appeal_case_id_decision_seq")),
        sa.UniqueConstraint("number", name=op.f("uq_appeal_number")),
        sqlite_strict=True,
    )
    op.create_index("ix_appeal_state_due", "appeal", ["state", "due_on", "id"])


def _countersign() -> None:
    op.create_table(
        "countersign",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("objection_id", sa.BigInteger(), nullable=True),
        sa.Column("appeal_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_by", sa.BigInteger(), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(action = 'uphold_objection') = (objection_id IS NOT NULL)", name=op.f("ck_countersign_objection_named")
        ),
        sa.CheckConstraint(
            "(state IN ('confirmed', 'refused')) = (second_by IS NOT NULL)",
            name=op.f("ck_countersign_answered_by_someone"),
        ),
        sa.CheckConstraint(
            "action <> 'uphold_appeal' OR appeal_id IS NOT NULL", name=op.f("ck_countersign_appeal_named")
        ),
        sa.CheckConstraint(
            "action IN ('reopen', 'uphold_objection', 'uphold_appeal')", name=op.f("ck_countersign_action_known")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'refused', 'void')", name=op.f("ck_countersign_state_known")
        ),
        sa.CheckConstraint("(second_by IS NULL) = (second_at IS NULL)", name=op.f("ck_countersign_answer_has_date")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_countersign_has_reason")),
        sa.CheckConstraint("objection_id IS NULL OR appeal_id IS NULL", name=op.f("ck_countersign_one_ground")),
        sa.CheckConstraint("second_by IS NULL OR second_by <> proposed_by", name=op.f("ck_countersign_by_another")),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_countersign_appeal_id_appeal")),
        sa.ForeignKeyConstraint(
            ["case_id", "version"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_countersign_case_id_version_transition"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_countersign_case_id_support_case")),
        sa.ForeignKeyConstraint(["objection_id"], ["objection.id"], name=op.f("fk_countersign_objection_id_objection")),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_countersign_proposed_by_user_account")
        ),
        sa.ForeignKeyConstraint(["second_by"], ["user_account.id"], name=op.f("fk_countersign_second_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countersign")),
        sqlite_strict=True,
    )
    op.create_index("ix_countersign_case", "countersign", ["case_id", "id"])
    op.create_index(
        "uq_countersign_open",
        "countersign",
        ["case_id", "action"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _correction_extension() -> None:
    op.create_table(
        "correction_extension",
        sa.Column("correction_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("due_after", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 15", name=op.f("ck_correction_extension_days_range")),
        sa.CheckConstraint("due_after > due_before", name=op.f("ck_correction_extension_gives_time")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_correction_extension_has_reason")),
        sa.CheckConstraint("place >= 1", name=op.f("ck_correction_extension_place_positive")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_correction_extension_actor_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_extension_correction_id_correction")
        ),
        sa.PrimaryKeyConstraint("correction_id", "place", name=op.f("pk_correction_extension")),
        sqlite_strict=True,
    )


def _correction_reminder() -> None:
    op.create_table(
        "correction_reminder",
        sa.Column("correction_id", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days_left", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("days_left IN (3, 1)", name=op.f("ck_correction_reminder_days_left_known")),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["correction.id"], name=op.f("fk_correction_reminder_correction_id_correction")
        ),
        sa.PrimaryKeyConstraint("correction_id", "due_on", "days_left", name=op.f("pk_correction_reminder")),
        sqlite_strict=True,
    )


def _withdrawal() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_withdrawal_actor_id_user_account")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_withdrawal_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_withdrawal_case_id_seq_transition"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("number", name=op.f("uq_withdrawal_number")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take back."""
    thaw(*FROZEN)
    for table in (
        "countersign",
        "withdrawal",
        "correction_reminder",
        "correction_extension",
        "appeal",
        "objector",
        "objection",
    ):
        op.drop_table(table)
