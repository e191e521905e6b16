"""Awards that the bureau starts.

Revision: 0028, after: 0027
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import FROZEN, freeze, thaw

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

#: What stays as it was written; such a row is not deleted either.
KEPT = "list_id, number, uscc, item, year, fen, answer_by"


def upgrade() -> None:
    """Lists of the statistics bureau, their rows as judged, and the offers made of them."""
    _entitlement_list()
    _entitlement_row()
    _award_offer()
    freeze("entitlement_row")
    if op.get_bind().dialect.name == "sqlite":
        says = f"BEGIN SELECT RAISE(ABORT, 'award_offer {FROZEN}'); END"
        op.execute(f"CREATE TRIGGER award_offer_kept BEFORE UPDATE OF {KEPT} ON award_offer {says}")
        op.execute(f"CREATE TRIGGER award_offer_stays BEFORE DELETE ON award_offer {says}")
        return
    does = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER award_offer_kept BEFORE UPDATE OF {KEPT} ON award_offer {does}")
    op.execute(f"CREATE TRIGGER award_offer_stays BEFORE DELETE ON award_offer {does}")


def downgrade() -> None:
    """Take it back, in the reverse order."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in ("kept", "stays"):
        op.execute(f"DROP TRIGGER award_offer_{trigger}" + ("" if sqlite else " ON award_offer"))
    thaw("entitlement_row")
    for table in ("award_offer", "entitlement_row", "entitlement_list"):
        op.drop_table(table)


def _entitlement_list() -> None:
    op.create_table(
        "entitlement_list",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_by", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("item IN ('9', '10')", name=op.f("ck_entitlement_list_item_known")),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (answer_by IS NULL)", name=op.f("ck_entitlement_list_confirmed_has_last_day")
        ),
        sa.CheckConstraint(
            "(confirmed_by IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_entitlement_list_confirmed_by_somebody")
        ),
        sa.CheckConstraint(
            "confirmed_at IS NULL OR dropped_at IS NULL", name=op.f("ck_entitlement_list_confirmed_or_dropped")
        ),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> read_by", name=op.f("ck_entitlement_list_confirmed_by_another")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 200", name=op.f("ck_entitlement_list_name_length")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_entitlement_list_sha256_length")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_entitlement_list_call_id_call")),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["user_account.id"], name=op.f("fk_entitlement_list_confirmed_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["read_by"], ["user_account.id"], name=op.f("fk_entitlement_list_read_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entitlement_list")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_entitlement_list_bytes",
        "entitlement_list",
        ["call_id", "sha256"],
        unique=True,
        sqlite_where=sa.text("dropped_at IS NULL"),
        postgresql_where=sa.text("dropped_at IS NULL"),
    )


def _entitlement_row() -> None:
    op.create_table(
        "entitlement_row",
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("uscc", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("said_zh", sa.String(length=4000), nullable=False),
        sa.Column("said_en", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "(standing = 'entitled') = (fen > 0)", name=op.f("ck_entitlement_row_entitled_to_something")
        ),
        sa.CheckConstraint(
            "(standing = 'entitled') = (said_zh = '')", name=op.f("ck_entitlement_row_otherwise_said_why")
        ),
        sa.CheckConstraint(
            "standing IN ('faulty', 'refused', 'entitled')", name=op.f("ck_entitlement_row_standing_known")
        ),
        sa.CheckConstraint("fen >= 0 AND fen <= 1000000000", name=op.f("ck_entitlement_row_fen_in_range")),
        sa.CheckConstraint("number >= 2", name=op.f("ck_entitlement_row_number_after_heading")),
        sa.ForeignKeyConstraint(
            ["list_id"], ["entitlement_list.id"], name=op.f("fk_entitlement_row_list_id_entitlement_list")
        ),
        sa.PrimaryKeyConstraint("list_id", "number", name=op.f("pk_entitlement_row")),
        sqlite_strict=True,
    )


def _award_offer() -> None:
    op.create_table(
        "award_offer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("uscc", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(state = 'accepted') = (case_id IS NOT NULL)", name=op.f("ck_award_offer_accepted_has_case")
        ),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_award_offer_ended_has_date")),
        sa.CheckConstraint(
            "(state IN ('accepted', 'declined')) = (answered_by IS NOT NULL)",
            name=op.f("ck_award_offer_answered_by_somebody"),
        ),
        sa.CheckConstraint("item IN ('9', '10')", name=op.f("ck_award_offer_item_known")),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'declined', 'expired')", name=op.f("ck_award_offer_state_known")
        ),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_award_offer_fen_in_range")),
        sa.CheckConstraint("length(uscc) = 18", name=op.f("ck_award_offer_uscc_length")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["user_account.id"], name=op.f("fk_award_offer_answered_by_user_account")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_award_offer_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["list_id", "number"],
            ["entitlement_row.list_id", "entitlement_row.number"],
            name=op.f("fk_award_offer_list_id_number_entitlement_row"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_offer")),
        sa.UniqueConstraint("case_id", name=op.f("uq_award_offer_case_id")),
        sa.UniqueConstraint("list_id", "number", name=op.f("uq_award_offer_list_id_number")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_award_offer_open",
        "award_offer",
        ["answer_by", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_award_offer_uscc", "award_offer", ["uscc", "id"], unique=False)
    op.create_index(
        "uq_award_offer_live",
        "award_offer",
        ["uscc", "item", "year"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'accepted')"),
        postgresql_where=sa.text("state IN ('open', 'accepted')"),
    )
