"""Reports and exports: what the bureau's people download is noted; the record is read by person and by step.

Revision: 0027, after: 0026
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "download",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("endpoint", sa.String(length=40), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) >= 1", name=op.f("ck_download_name_given")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_download_size_not_negative")),
        sa.CheckConstraint("sha256 IS NULL OR length(sha256) = 64", name=op.f("ck_download_sha256_length")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_download_case_id_support_case")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_download_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download")),
        sqlite_strict=True,
    )
    op.create_index("ix_download_user", "download", ["user_id", "id"])
    op.create_index("ix_download_case", "download", ["case_id", "id"])
    freeze("download")
    op.create_index("ix_transition_actor_at", "transition", ["actor_id", "at", "case_id", "seq"])
    op.create_index("ix_transition_action_at", "transition", ["action", "at", "case_id", "seq"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_transition_action_at", "transition")
    op.drop_index("ix_transition_actor_at", "transition")
    thaw("download")
    op.drop_table("download")
