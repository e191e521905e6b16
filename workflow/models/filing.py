"""What the applicant handed in: the filled form, the documents, and requests to correct them."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Json, JsonList, Line, Prose, Ref, Word, one_of, table

VERDICTS = ("accepted", "refused")
WAITING = text("scan IN ('pending', 'unchecked')")


def of_case() -> ForeignKeyConstraint:
    """Child rows carry the enterprise too, so that a row can never hang on another enterprise's case."""
    return ForeignKeyConstraint(["case_id", "enterprise_id"], ["support_case.id", "support_case.enterprise_id"])


class Filing(Base):
    """The form of a case: revision 0 is the first filing, each correction adds one. Frozen once `filed_at` is set."""

    __tablename__ = "filing"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "revision"),
        of_case(),
        CheckConstraint("revision >= 0", name="revision_not_negative"),
        CheckConstraint("filed_at IS NULL OR declared", name="filed_is_declared"),
    )

    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    revision: Mapped[int]
    #: Fact name → text as typed (or list of rows), checked and turned into rule inputs by the form.
    facts: Mapped[Json]
    #: Money received for the same matter elsewhere: [{source, yuan}].
    other_money: Mapped[JsonList]
    #: Names of the facts changed since the revision before; empty for the first filing.
    changed: Mapped[JsonList]
    #: Fact name → {from: register|case|estimate|lease, case}: where an answer comes from that nobody typed here.
    sources: Mapped[Json | None]
    #: The page that saved last, by the random name it was given; it may save again without asking.
    saved_page: Mapped[Word | None]
    declared: Mapped[bool] = mapped_column(default=False)
    digest: Mapped[Digest]
    saved_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[At]
    filed_at: Mapped[At | None]


class Blob(Base):
    """Bytes in the store, known by their SHA-256; the file itself lives in `storage.py`'s folder."""

    __tablename__ = "blob"
    __table_args__ = table(
        CheckConstraint("size > 0", name="size_positive"),
        one_of("scan", ("pending", "clean", "infected", "unchecked")),
        Index("ix_blob_waiting", "scan", "stored_at", sqlite_where=WAITING, postgresql_where=WAITING),
    )

    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    size: Mapped[int]
    kind: Mapped[Word]
    scan: Mapped[Word]
    stored_at: Mapped[At]
    #: The scanner gave no verdict: it is asked again after this moment, so that such a file keeps no other waiting.
    scan_after: Mapped[At | None]


class Document(Base):
    """A file handed in for one required document of a case; a newer file replaces it, nothing is deleted."""

    __tablename__ = "document"
    __table_args__ = table(
        UniqueConstraint("ref"),
        of_case(),
        Index("ix_document_case", "case_id", "kind", "id"),
        Index("ix_document_sha256", "sha256"),
        Index("uq_document_case", "id", "case_id", unique=True),
        Index("uq_document_same", "id", "enterprise_id", "kind", "sha256", unique=True),
        Index("ix_document_enterprise", "enterprise_id", "kind", "id"),
        Index("uq_document_of_case", "case_id", "id", unique=True),
    )

    id: Mapped[Id]
    #: Random reference used in links.
    ref: Mapped[Word]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    kind: Mapped[Word]
    name: Mapped[Line]
    sha256: Mapped[Digest] = mapped_column(ForeignKey("blob.sha256"))
    uploaded_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    uploaded_at: Mapped[At]
    removed_at: Mapped[At | None]
    #: Last day on which it is valid, where the applicant has said one.
    expires_on: Mapped[date | None]


class Verdict(Base):
    """A caseworker's verdict on one document; the newest row counts, older ones stay as history."""

    __tablename__ = "verdict"
    __table_args__ = table(
        one_of("verdict", VERDICTS),
        CheckConstraint("verdict = 'accepted' OR length(reason) > 0", name="refusal_has_reason"),
        Index("ix_verdict_document", "document_id", "id"),
    )

    id: Mapped[Id]
    document_id: Mapped[Ref] = mapped_column(ForeignKey("document.id"))
    verdict: Mapped[Word]
    reason: Mapped[Prose]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class Correction(Base):
    """A request to correct (一次性告知): one complete list of fields and documents with what is wrong and when it is due."""

    __tablename__ = "correction"
    __table_args__ = table(
        of_case(),
        one_of("state", ("open", "answered", "cancelled", "lapsed")),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_date"),
        Index("ix_correction_case", "case_id", "id"),
        Index(
            "uq_correction_open",
            "case_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    #: [{kind: 'fact'|'document', name, wrong}] — only these are open for the applicant.
    items: Mapped[JsonList]
    note: Mapped[Prose]
    due_on: Mapped[date]
    state: Mapped[Word]
    requested_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    requested_at: Mapped[At]
    closed_at: Mapped[At | None]
