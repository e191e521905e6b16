"""What relates one enterprise to another, and the cases of an enterprise in order. Fill the keys by `flask related rebuild`.

Revision: 0018, after: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KINDS = "'account', 'address', 'phone', 'representative', 'unit', 'file'"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "relation_key",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_relation_key_kind_known")),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_relation_key_hash_length")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_relation_key_enterprise_id_enterprise")
        ),
        sa.PrimaryKeyConstraint("kind", "hash", "enterprise_id", name=op.f("pk_relation_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_relation_key_enterprise", "relation_key", ["enterprise_id", "kind", "hash"])
    op.create_index("ix_support_case_enterprise_newest", "support_case", ["enterprise_id", "id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_support_case_enterprise_newest", "support_case")
    op.drop_table("relation_key")
