"""Internal notes, conditional acceptance, following up referrals.

Revision: 0017, after: 0016
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FROZEN = ("note", "note_mention", "deferral", "conditional_reminder", "referral_reminder")
OPEN = sa.text("state = 'open'")
UNANSWERED = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Tables for notes, documents to follow, contacts and reminders; two indexes for open referrals."""
    _note()
    _note_mention()
    _deferral()
    _conditional_acceptance()
    _conditional_reminder()
    _department_contact()
    _referral_reminder()
    for name, columns in (
        ("ix_referral_open", ["referred_at", "case_id"]),
        ("ix_referral_department", ["department_zh", "referred_at", "case_id"]),
    ):
        op.create_index(name, "referral", columns, sqlite_where=UNANSWERED, postgresql_where=UNANSWERED)
    freeze(*FROZEN)


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("author_group", sa.String(length=40), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=4000), nullable=False),
        sa.Column("corrects_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("author_group <> 'enterprise'", name=op.f("ck_note_author_of_bureau")),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 2000", name=op.f("ck_note_body_length")),
        sa.CheckConstraint("visibility IN ('staff', 'casework', 'named')", name=op.f("ck_note_visibility_known")),
        sa.ForeignKeyConstraint(
            ["author_id", "author_group"],
            ["user_account.id", "user_account.duty_group"],
            name=op.f("fk_note_author_id_author_group_user_account"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_note_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["case_id", "author_id", "visibility", "corrects_id"],
            ["note.case_id", "note.author_id", "note.visibility", "note.id"],
            name="fk_note_corrects_own",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_note_corrects_id")),
        sa.UniqueConstraint("id", "case_id", "author_id", "visibility", name="uq_note_same"),
        sqlite_strict=True,
    )
    op.create_index("ix_note_case", "note", ["case_id", "id"])


def _note_mention() -> None:
    op.create_table(
        "note_mention",
        sa.Column("note_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("duty_group", sa.String(length=40), nullable=False),
        sa.CheckConstraint("duty_group <> 'enterprise'", name=op.f("ck_note_mention_of_bureau")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_note_mention_note_id_note")),
        sa.ForeignKeyConstraint(
            ["user_id", "duty_group"],
            ["user_account.id", "user_account.duty_group"],
            name=op.f("fk_note_mention_user_id_duty_group_user_account"),
        ),
        sa.PrimaryKeyConstraint("note_id", "user_id", name=op.f("pk_note_mention")),
        sqlite_strict=True,
    )


def _deferral() -> None:
    op.create_table(
        "deferral",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("promised_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_deferral_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["promised_by"], ["user_account.id"], name=op.f("fk_deferral_promised_by_user_account")
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", name=op.f("pk_deferral")),
        sqlite_strict=True,
    )


def _conditional_acceptance() -> None:
    table = "conditional_acceptance"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("on_failure", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("accepted_by", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f(f"ck_{table}_closed_has_date")),
        sa.CheckConstraint(
            "state IN ('open', 'met', 'failed', 'corrected', 'withdrawn')", name=op.f(f"ck_{table}_state_known")
        ),
        sa.CheckConstraint("on_failure IN ('correction', 'decline')", name=op.f(f"ck_{table}_on_failure_known")),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["user_account.id"], name=op.f(f"fk_{table}_accepted_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f(f"fk_{table}_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"],
            ["transition.case_id", "transition.seq"],
            name=op.f(f"fk_{table}_case_id_seq_transition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_strict=True,
    )
    op.create_index("ix_conditional_acceptance_case", table, ["case_id", "id"])
    op.create_index("ix_conditional_acceptance_due", table, ["due_on", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index(
        "uq_conditional_acceptance_open", table, ["case_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def _conditional_reminder() -> None:
    op.create_table(
        "conditional_reminder",
        sa.Column("conditional_id", sa.BigInteger(), nullable=False),
        sa.Column("days_left", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("days_left IN (3, 1)", name=op.f("ck_conditional_reminder_days_left_known")),
        sa.ForeignKeyConstraint(
            ["conditional_id"],
            ["conditional_acceptance.id"],
            name=op.f("fk_conditional_reminder_conditional_id_conditional_acceptance"),
        ),
        sa.PrimaryKeyConstraint("conditional_id", "days_left", name=op.f("pk_conditional_reminder")),
        sqlite_strict=True,
    )


def _department_contact() -> None:
    op.create_table(
        "department_contact",
        sa.Column("department_zh", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("saved_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(email) > 0 OR length(phone) > 0", name=op.f("ck_department_contact_can_be_reached")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_department_contact_has_name")),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["user_account.id"], name=op.f("fk_department_contact_saved_by_user_account")
        ),
        sa.PrimaryKeyConstraint("department_zh", name=op.f("pk_department_contact")),
        sqlite_strict=True,
    )


def _referral_reminder() -> None:
    op.create_table(
        "referral_reminder",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("days IN (20, 40)", name=op.f("ck_referral_reminder_days_known")),
        sa.ForeignKeyConstraint(["case_id"], ["referral.case_id"], name=op.f("fk_referral_reminder_case_id_referral")),
        sa.PrimaryKeyConstraint("case_id", "days", name=op.f("pk_referral_reminder")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take back."""
    thaw(*FROZEN)
    op.drop_index("ix_referral_department", "referral")
    op.drop_index("ix_referral_open", "referral")
    for table in (
        "referral_reminder",
        "department_contact",
        "conditional_reminder",
        "conditional_acceptance",
        "deferral",
        "note_mention",
        "note",
    ):
        op.drop_table(table)
