"""What the bureau already holds of an enterprise: earlier documents that a case can use again, and where such came from."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.document import SERVED, DocumentReuse
from workflow.models.filing import Blob, Document, Verdict
from workflow.queries.document_terms import ONCE

MOST = 200


class Held(NamedTuple):
    """A document of an earlier case of the same enterprise. `accepted`: a caseworker has passed it."""

    document: Document
    number: str
    accepted: bool


def _usable(enterprise_id: int) -> Select[Document, str, str | None]:
    """Documents of submitted cases that can be used again: in force, valid today, served, and not refused."""
    newest = (
        select(func.max(Verdict.id)).where(Verdict.document_id == Document.id).correlate(Document).scalar_subquery()
    )
    valid: ColumnElement[bool] = or_(Document.expires_on.is_(None), Document.expires_on >= business_date())
    return (
        select(Document, Case.number, Verdict.verdict)
        .join(Case, Case.id == Document.case_id)
        .join(Blob, Blob.sha256 == Document.sha256)
        .outerjoin(Verdict, Verdict.id == newest)
        .where(
            Document.enterprise_id == enterprise_id,
            Document.removed_at.is_(None),
            Case.submitted_at.is_not(None),
            Blob.scan.in_(SERVED),
            valid,
            or_(Verdict.verdict.is_(None), Verdict.verdict == "accepted"),
        )
    )


def held(case: Case, kinds: Collection[str]) -> dict[str, Held]:
    """Kind → the newest document that this case could use instead of a new upload."""
    wanted = set(kinds) - ONCE
    if not wanted:
        return {}
    query = _usable(case.enterprise_id).where(Document.case_id != case.id, Document.kind.in_(wanted))
    rows = db.session.execute(query.order_by(Document.id.desc()).limit(MOST))
    found: dict[str, Held] = {}
    for document, number, verdict in rows:
        found.setdefault(document.kind, Held(document, number, verdict == "accepted"))
    return found


def held_one(case: Case, kind: str, ref: str) -> Document | None:
    """The document of that reference, if the case may use it for that kind."""
    if kind in ONCE:
        return None
    query = _usable(case.enterprise_id).where(Document.case_id != case.id, Document.kind == kind, Document.ref == ref)
    row = db.session.execute(query).first()
    return row[0] if row else None


def sources(case_id: int) -> dict[int, str]:
    """Document of this case → number of the case it was taken from."""
    source = aliased(Document)
    query = (
        select(DocumentReuse.document_id, Case.number)
        .join(Document, Document.id == DocumentReuse.document_id)
        .join(source, source.id == DocumentReuse.source_id)
        .join(Case, Case.id == source.case_id)
        .where(Document.case_id == case_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}
