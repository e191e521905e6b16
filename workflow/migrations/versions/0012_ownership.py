"""Helpers of a case, absences and runs over many cases.

Revision: 0012, after: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _helpers()
    _absences()
    _bulk()


def _helpers() -> None:
    op.create_table(
        "case_helper",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("duty_group", sa.String(length=40), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("duty_group = 'casework'", name=op.f("ck_case_helper_of_casework")),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name=op.f("fk_case_helper_added_by_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_case_helper_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["user_id", "duty_group"],
            ["user_account.id", "user_account.duty_group"],
            name=op.f("fk_case_helper_user_id_duty_group_user_account"),
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_case_helper")),
        sqlite_strict=True,
    )
    op.create_index("ix_case_helper_user_id", "case_helper", ["user_id", "case_id"], unique=False)


def _absences() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("deputy_id", sa.BigInteger(), nullable=False),
        sa.Column("duty_group", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("duty_group = 'casework'", name=op.f("ck_absence_of_casework")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_absence_ended_by_somebody")),
        sa.CheckConstraint("deputy_id <> user_id", name=op.f("ck_absence_deputy_is_another")),
        sa.CheckConstraint("until >= since", name=op.f("ck_absence_days_in_order")),
        sa.ForeignKeyConstraint(
            ["deputy_id", "duty_group"],
            ["user_account.id", "user_account.duty_group"],
            name=op.f("fk_absence_deputy_id_duty_group_user_account"),
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["user_account.id"], name=op.f("fk_absence_ended_by_user_account")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_absence_made_by_user_account")),
        sa.ForeignKeyConstraint(
            ["user_id", "duty_group"],
            ["user_account.id", "user_account.duty_group"],
            name=op.f("fk_absence_user_id_duty_group_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("id", "user_id", "deputy_id", name=op.f("uq_absence_id_user_id_deputy_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_absence_until", "absence", ["until", "id"], unique=False)
    op.create_table(
        "absence_day",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("deputy_id", sa.BigInteger(), nullable=False),
        sa.Column("absence_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absence_id", "user_id", "deputy_id"],
            ["absence.id", "absence.user_id", "absence.deputy_id"],
            name=op.f("fk_absence_day_absence_id_user_id_deputy_id_absence"),
        ),
        sa.PrimaryKeyConstraint("user_id", "day", name=op.f("pk_absence_day")),
        sqlite_strict=True,
    )
    op.create_index("ix_absence_day_deputy_id", "absence_day", ["deputy_id", "day"], unique=False)


def _bulk() -> None:
    op.create_table(
        "bulk_run",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(act = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_bulk_run_undo_names_its_run")),
        sa.CheckConstraint(
            "act IN ('claim', 'accept', 'check_credit', 'send_to_committee', 'hand_over', 'allocate', 'remind_correction', 'undo')",
            name=op.f("ck_bulk_run_act_known"),
        ),
        sa.CheckConstraint("total BETWEEN 1 AND 500", name=op.f("ck_bulk_run_total_range")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_bulk_run_actor_id_user_account")),
        sa.ForeignKeyConstraint(["undoes"], ["bulk_run.id"], name=op.f("fk_bulk_run_undoes_bulk_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_run")),
        sa.UniqueConstraint("ref", name=op.f("uq_bulk_run_ref")),
        sa.UniqueConstraint("undoes", name=op.f("uq_bulk_run_undoes")),
        sqlite_strict=True,
    )
    op.create_index("ix_bulk_run_actor_id", "bulk_run", ["actor_id", "id"], unique=False)
    op.create_index(
        "ix_bulk_run_open",
        "bulk_run",
        ["id"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    _bulk_items()


def _bulk_items() -> None:
    op.create_table(
        "bulk_item",
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("said_zh", sa.String(length=4000), nullable=False),
        sa.Column("said_en", sa.String(length=4000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'done') = (seq IS NOT NULL)", name=op.f("ck_bulk_item_done_has_step")),
        sa.CheckConstraint("(state = 'waiting') = (at IS NULL)", name=op.f("ck_bulk_item_result_has_date")),
        sa.CheckConstraint(
            "(state IN ('refused', 'failed')) = (said_zh <> '')", name=op.f("ck_bulk_item_refusal_says_why")
        ),
        sa.CheckConstraint("state IN ('waiting', 'done', 'refused', 'failed')", name=op.f("ck_bulk_item_state_known")),
        sa.CheckConstraint("place BETWEEN 1 AND 500", name=op.f("ck_bulk_item_place_range")),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_bulk_item_case_id_seq_transition"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "version"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_bulk_item_case_id_version_transition"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_bulk_item_case_id_support_case")),
        sa.ForeignKeyConstraint(["run_id"], ["bulk_run.id"], name=op.f("fk_bulk_item_run_id_bulk_run")),
        sa.ForeignKeyConstraint(["to_id"], ["user_account.id"], name=op.f("fk_bulk_item_to_id_user_account")),
        sa.PrimaryKeyConstraint("run_id", "place", name=op.f("pk_bulk_item")),
        sa.UniqueConstraint("run_id", "case_id", name=op.f("uq_bulk_item_run_id_case_id")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("bulk_item", "bulk_run", "absence_day", "absence", "case_helper"):
        op.drop_table(table)
