"""papers

Revision: 0007, after: 0006
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KINDS = "kind IN ('receipt', 'acceptance', 'correction', 'refusal', 'decision', 'payment', 'referral')"
FROZEN = ("paper", "paper_print", "paper_delivery")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "paper",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_paper_kind_known")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_paper_digest_length")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_paper_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_paper_case_id_seq_transition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("ref", name=op.f("uq_paper_ref")),
        sa.UniqueConstraint("number", name=op.f("uq_paper_number")),
        sa.UniqueConstraint("case_id", "kind", "seq", name=op.f("uq_paper_case_id_kind_seq")),
        sqlite_strict=True,
    )
    op.create_table(
        "paper_print",
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("lang", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("lang IN ('zh', 'en')", name=op.f("ck_paper_print_lang_known")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_paper_print_sha256_length")),
        sa.CheckConstraint("size > 0", name=op.f("ck_paper_print_size_positive")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_print_paper_id_paper")),
        sa.PrimaryKeyConstraint("paper_id", "lang", name=op.f("pk_paper_print")),
        sqlite_strict=True,
    )
    op.create_table(
        "paper_delivery",
        sa.Column("paper_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_delivery_paper_id_paper")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_paper_delivery_user_id_user_account")),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_delivery")),
        sqlite_strict=True,
    )
    op.create_table(
        "paper_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_paper_counter_kind_known")),
        sa.CheckConstraint("last >= 1", name=op.f("ck_paper_counter_last_positive")),
        sa.PrimaryKeyConstraint("year", "kind", name=op.f("pk_paper_counter")),
        sqlite_strict=True,
    )
    op.create_table(
        "tracking_guess",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("failures >= 1", name=op.f("ck_tracking_guess_failures_positive")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_tracking_guess")),
        sqlite_strict=True,
    )
    freeze(*FROZEN)


def downgrade() -> None:
    """Take back."""
    thaw(*FROZEN)
    for table in ("tracking_guess", "paper_counter", "paper_delivery", "paper_print", "paper"):
        op.drop_table(table)
