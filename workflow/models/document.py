"""What became of a file: which earlier one of the enterprise it is, and what the scanner found in its bytes."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Ref, Word, one_of, table

#: Only such bytes are ever given out; `unchecked`: this installation has no scanner.
SERVED = frozenset({"clean", "unchecked"})
SAME = ["document.id", "document.enterprise_id", "document.kind", "document.sha256"]


class DocumentReuse(Base):
    """A document that is an earlier one of the same enterprise, kind and bytes, used for another case. Never changed."""

    __tablename__ = "document_reuse"
    __table_args__ = table(
        ForeignKeyConstraint(
            ["document_id", "enterprise_id", "kind", "sha256"], SAME, name="fk_document_reuse_document"
        ),
        ForeignKeyConstraint(["source_id", "enterprise_id", "kind", "sha256"], SAME, name="fk_document_reuse_source"),
        CheckConstraint("source_id < document_id", name="source_is_older"),
        Index("ix_document_reuse_source", "source_id"),
    )

    document_id: Mapped[Ref] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    kind: Mapped[Word]
    sha256: Mapped[Digest]


class ScanResult(Base):
    """What the scanner said about some bytes, and when. The newest row is what `Blob.scan` says. Never changed."""

    __tablename__ = "scan_result"
    __table_args__ = table(
        one_of("verdict", ("clean", "infected")),
        CheckConstraint("(verdict = 'infected') = (length(finding) > 0)", name="finding_of_infected"),
        Index("ix_scan_result_sha256", "sha256", "id"),
    )

    id: Mapped[Id]
    sha256: Mapped[Digest] = mapped_column(ForeignKey("blob.sha256"))
    verdict: Mapped[Word]
    #: Name of what was found, as the scanner calls it; empty when clean.
    finding: Mapped[Line]
    at: Mapped[At]
