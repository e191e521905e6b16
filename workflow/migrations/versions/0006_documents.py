"""documents

Revision: 0006, after: 0005
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SAME = ["id", "enterprise_id", "kind", "sha256"]
FROZEN = ("document_reuse", "scan_result")


def upgrade() -> None:
    """Reuse of earlier documents, what the scanner found, and until when a document is valid."""
    op.add_column("document", sa.Column("expires_on", sa.Date(), nullable=True))
    op.create_index("uq_document_same", "document", SAME, unique=True)
    op.create_index("ix_document_enterprise", "document", ["enterprise_id", "kind", "id"])
    waiting = sa.text("scan IN ('pending', 'unchecked')")
    op.create_index("ix_blob_waiting", "blob", ["scan", "stored_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "document_reuse",
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("source_id < document_id", name=op.f("ck_document_reuse_source_is_older")),
        sa.ForeignKeyConstraint(
            ["document_id", *SAME[1:]], [f"document.{name}" for name in SAME], name=op.f("fk_document_reuse_document")
        ),
        sa.ForeignKeyConstraint(
            ["source_id", *SAME[1:]], [f"document.{name}" for name in SAME], name=op.f("fk_document_reuse_source")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_reuse")),
        sqlite_strict=True,
    )
    op.create_index("ix_document_reuse_source", "document_reuse", ["source_id"])
    op.create_table(
        "scan_result",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict IN ('clean', 'infected')", name=op.f("ck_scan_result_verdict_known")),
        sa.CheckConstraint(
            "(verdict = 'infected') = (length(finding) > 0)", name=op.f("ck_scan_result_finding_of_infected")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_scan_result_sha256_blob")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_result")),
        sqlite_strict=True,
    )
    op.create_index("ix_scan_result_sha256", "scan_result", ["sha256", "id"])
    freeze(*FROZEN)


def downgrade() -> None:
    """Take back."""
    thaw(*FROZEN)
    op.drop_table("scan_result")
    op.drop_table("document_reuse")
    op.drop_index("ix_blob_waiting", "blob")
    op.drop_index("ix_document_enterprise", "document")
    op.drop_index("uq_document_same", "document")
    op.drop_column("document", "expires_on")
