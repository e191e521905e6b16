"""The form and the documents of a case as they stand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.conditional import ConditionalAcceptance
from workflow.models.filing import Blob, Correction, Document, Filing, Verdict


def current_filing(case_id: int) -> Filing:
    """The newest revision of the form; every case has one from its first moment."""
    query = select(Filing).where(Filing.case_id == case_id).order_by(Filing.revision.desc()).limit(1)
    return db.session.scalars(query).one()


def newest_verdict() -> ScalarSelect[Any]:
    """Id of the verdict in force on a document, for a query over documents.

    A verdict is about bytes: it stands when the applicant takes a file back and hands the same one in again.
    """
    same = aliased(Document)
    twin = (same.case_id == Document.case_id, same.kind == Document.kind, same.sha256 == Document.sha256)
    given = select(func.max(Verdict.id)).join(same, same.id == Verdict.document_id)
    return given.where(*twin).correlate(Document).scalar_subquery()


def documents_with_verdicts(case_id: int) -> list[tuple[Document, Blob, Verdict | None]]:
    """The files in force with their bytes' record and newest verdict, in the order they were handed in."""
    query = (
        select(Document, Blob, Verdict)
        .join(Blob, Blob.sha256 == Document.sha256)
        .outerjoin(Verdict, Verdict.id == newest_verdict())
        .where(Document.case_id == case_id, Document.removed_at.is_(None))
        .order_by(Document.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def document_in_force(case_id: int, ref: str) -> Document | None:
    """A file of the case by its reference, unless it was taken back."""
    query = select(Document).where(Document.case_id == case_id, Document.ref == ref, Document.removed_at.is_(None))
    return db.session.scalar(query)


def open_correction(case_id: int) -> Correction | None:
    """The correction notice that waits for the applicant, if there is one."""
    query = select(Correction).where(Correction.case_id == case_id, Correction.state == "open")
    return db.session.scalar(query)


def awaited_kinds(case_id: int) -> frozenset[str]:
    """Kinds of documents that still follow a conditional acceptance."""
    awaited = select(ConditionalAcceptance.kinds)
    query = awaited.where(ConditionalAcceptance.case_id == case_id, ConditionalAcceptance.state == "open")
    return frozenset(db.session.scalar(query) or ())


def corrections(case_id: int) -> Sequence[Correction]:
    """Every correction notice of the case, oldest first."""
    query = select(Correction).where(Correction.case_id == case_id).order_by(Correction.id)
    return db.session.scalars(query).all()


def blob(sha256: str) -> Blob | None:
    """What is known of stored bytes."""
    return db.session.get(Blob, sha256)
