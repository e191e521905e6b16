"""Who verified a fact, and pins on pages.

Revision: 0013, after: 0012
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CASE = (["case_id", "enterprise_id"], ["support_case.id", "support_case.enterprise_id"])
DOCUMENT = (["case_id", "document_id"], ["document.case_id", "document.id"])


def upgrade() -> None:
    """A table of verified facts, append-only, and one of pins; both point at documents of their own case."""
    op.create_index("uq_document_of_case", "document", ["case_id", "id"], unique=True)
    op.create_table(
        "fact_check",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("value_digest", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("result IN ('confirmed', 'withdrawn')", name=op.f("ck_fact_check_result_known")),
        sa.CheckConstraint("length(fact) > 0", name=op.f("ck_fact_check_fact_named")),
        sa.CheckConstraint("length(value_digest) = 64", name=op.f("ck_fact_check_digest_length")),
        sa.CheckConstraint(
            "result <> 'confirmed' OR document_id IS NOT NULL OR length(note) > 0",
            name=op.f("ck_fact_check_rests_on_something"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_fact_check_actor_id_user_account")),
        sa.ForeignKeyConstraint(*CASE, name=op.f("fk_fact_check_case_id_support_case")),
        sa.ForeignKeyConstraint(*DOCUMENT, name=op.f("fk_fact_check_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_check")),
        sqlite_strict=True,
    )
    op.create_index("ix_fact_check_case", "fact_check", ["case_id", "fact", "id"])
    freeze("fact_check")
    _pins()


def _pins() -> None:
    op.create_table(
        "pin",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=True),
        sa.Column("y", sa.Integer(), nullable=True),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_pin_number_positive")),
        sa.CheckConstraint("page >= 1 AND page <= 500", name=op.f("ck_pin_page_range")),
        sa.CheckConstraint("(x IS NULL) = (y IS NULL)", name=op.f("ck_pin_place_is_whole")),
        sa.CheckConstraint(
            "x IS NULL OR (x >= 0 AND x <= 1000 AND y >= 0 AND y <= 1000)", name=op.f("ck_pin_place_on_page")
        ),
        sa.CheckConstraint("length(fact) > 0 OR length(note) > 0", name=op.f("ck_pin_says_something")),
        sa.CheckConstraint("(removed_by IS NULL) = (removed_at IS NULL)", name=op.f("ck_pin_removed_by_somebody")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_pin_actor_id_user_account")),
        sa.ForeignKeyConstraint(["removed_by"], ["user_account.id"], name=op.f("fk_pin_removed_by_user_account")),
        sa.ForeignKeyConstraint(*CASE, name=op.f("fk_pin_case_id_support_case")),
        sa.ForeignKeyConstraint(*DOCUMENT, name=op.f("fk_pin_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_pin_case_id_number")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("pin")
    thaw("fact_check")
    op.drop_table("fact_check")
    op.drop_index("uq_document_of_case", "document")
