"""Changed facts and amounts, each by two people.

Revision: 0014, after: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CHECKS = {
    "kind_known": "kind IN ('fact', 'amount')",
    "state_known": "state IN ('open', 'confirmed', 'refused', 'void')",
    "source_known": "source IN ('desk', 'site_visit', 'special_audit', 'assessment')",
    "round_not_negative": "round >= 0",
    "fact_named": "(kind = 'amount') = (fact = '')",
    "from_of_amount": "(kind = 'amount') = (from_fen IS NOT NULL)",
    "to_of_amount": "(kind = 'amount') = (to_fen IS NOT NULL)",
    "to_in_range": "to_fen IS NULL OR (to_fen >= 0 AND to_fen <= 1000000000)",
    "amount_changes": "from_fen IS NULL OR lifts IS NOT NULL OR from_fen <> to_fen",
    "fact_changes": "kind = 'amount' OR lifts IS NOT NULL OR CAST(claimed AS TEXT) <> CAST(verified AS TEXT)",
    "reason_length": "length(reason) BETWEEN 10 AND 2000",
    "has_evidence": "source <> 'desk' OR document_id IS NOT NULL",
    "finding_named": "(source = 'desk') = (source_id IS NULL)",
    "page_of_evidence": "page IS NULL OR (document_id IS NOT NULL AND page BETWEEN 1 AND 9999)",
    "by_another": "decided_by IS NULL OR decided_by <> proposed_by",
    "decision_has_date": "(decided_by IS NULL) = (decided_at IS NULL)",
    "decided_by_someone": "state NOT IN ('confirmed', 'refused') OR decided_by IS NOT NULL",
    "open_is_undecided": "state <> 'open' OR decided_by IS NULL",
    "refusal_has_reason": "state <> 'refused' OR length(answer) > 0",
    "void_has_date": "(state = 'void') = (voided_at IS NOT NULL)",
    "void_has_cause": "(voided_at IS NULL AND voided = '')"
    " OR (voided_at IS NOT NULL AND voided IN ('withdrawn', 'claim_changed', 'replaced', 'amount_changed'))",
}


def upgrade() -> None:
    """The table of overrides; evidence lies on a document of the same case."""
    op.create_index("uq_document_case", "document", ["id", "case_id"], unique=True)
    op.create_table("override", *_columns(), *_constraints(), sqlite_strict=True)
    waiting = sa.text("state = 'open'")
    where = {"sqlite_where": waiting, "postgresql_where": waiting}
    op.create_index("uq_override_open", "override", ["case_id", "fact"], unique=True, **where)
    live = sa.text("state = 'confirmed'")
    only = {"sqlite_where": live, "postgresql_where": live}
    op.create_index("uq_override_live", "override", ["case_id", "fact"], unique=True, **only)
    op.create_index("ix_override_case", "override", ["case_id", "id"])
    op.create_index("ix_override_waiting", "override", ["kind", "id"], **where)


def _columns() -> list[sa.Column]:
    return [
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("claimed", sa.JSON(), nullable=False),
        sa.Column("verified", sa.JSON(), nullable=False),
        sa.Column("from_fen", sa.BigInteger(), nullable=True),
        sa.Column("to_fen", sa.BigInteger(), nullable=True),
        sa.Column("lifts", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=False),
        sa.Column("voided", sa.String(length=40), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _constraints() -> list[sa.Constraint]:
    return [
        *(sa.CheckConstraint(rule, name=op.f(f"ck_override_{name}")) for name, rule in CHECKS.items()),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_override_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id", "case_id"],
            ["document.id", "document.case_id"],
            name=op.f("fk_override_document_id_case_id_document"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_override_proposed_by_user_account")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name=op.f("fk_override_decided_by_user_account")),
        sa.ForeignKeyConstraint(["lifts"], ["override.id"], name=op.f("fk_override_lifts_override")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
    ]


def downgrade() -> None:
    """Take back."""
    op.drop_table("override")
    op.drop_index("uq_document_case", "document")
