"""What an enterprise has applied for, and what the applicant's pages ask."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import joinedload

from states.names import State
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.enterprise import AboveScale, Enterprise
from workflow.models.filing import Blob, Correction, Document, Filing

ENDED = (State.PAID, State.REJECTED, State.WITHDRAWN, State.REFERRED)
PAGE = 50


def newest_filed(case_id: int) -> Filing | None:
    """The newest revision of the form that was handed in; None for a draft."""
    query = select(Filing).where(Filing.case_id == case_id, Filing.filed_at.is_not(None))
    return db.session.scalar(query.order_by(Filing.revision.desc()).limit(1))


def _own(enterprise_id: int) -> Select[Case, Correction]:
    wanted = and_(Correction.case_id == Case.id, Correction.state == "open")
    query = select(Case, Correction).outerjoin(Correction, wanted).options(joinedload(Case.call))
    return query.where(Case.enterprise_id == enterprise_id)


def own_cases(
    enterprise_id: int, *, ended: bool | None = None, before: int | None = None
) -> list[tuple[Case, Correction | None]]:
    """The enterprise's applications, newest first, one page and one more; `before` is the last id of the page before."""
    query = _own(enterprise_id)
    if ended is not None:
        query = query.where(Case.state.in_(ENDED) if ended else Case.state.not_in(ENDED))
    if before is not None:
        query = query.where(Case.id < before)
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Case.id.desc()).limit(PAGE + 1))]


def to_do(enterprise_id: int, limit: int = 20) -> list[tuple[Case, Correction | None]]:
    """What waits for the enterprise: corrections and drafts."""
    query = _own(enterprise_id).where(Case.state.in_((State.CORRECTION, State.DRAFT)))
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Case.id.desc()).limit(limit))]


def open_calls(at: datetime) -> Sequence[Call]:
    """The calls that take applications now."""
    query = select(Call).where(Call.opens_at <= at, Call.new_until > at)
    return db.session.scalars(query.order_by(Call.new_until, Call.id)).all()


def open_call(call_id: int) -> Call | None:
    """A call by its id."""
    return db.session.get(Call, call_id)


def drafts_by_call(enterprise_id: int) -> dict[int, str]:
    """Call → number of the enterprise's newest draft under it."""
    query = select(Case.call_id, Case.number).where(Case.enterprise_id == enterprise_id, Case.state == State.DRAFT)
    return {row[0]: row[1] for row in db.session.execute(query.order_by(Case.id).limit(200))}


def enterprise(enterprise_id: int) -> Enterprise:
    """The enterprise's own file."""
    return db.session.get_one(Enterprise, enterprise_id)


def is_above_scale(enterprise_id: int, year: int) -> bool:
    """Whether the statistics bureau's list holds the enterprise in that year."""
    listed = exists().where(AboveScale.enterprise_id == enterprise_id, AboveScale.year == year)
    return bool(db.session.scalar(select(listed)))


def document_of(ref: str, cases: Select[Any]) -> tuple[Document, Blob, Case] | None:
    """A document by its reference, if its case is one of `cases`."""
    mine = cases.with_only_columns(Case.id)
    query = (
        select(Document, Blob, Case)
        .join(Blob, Blob.sha256 == Document.sha256)
        .join(Case, Case.id == Document.case_id)
        .where(Document.ref == ref, Document.case_id.in_(mine))
    )
    row = db.session.execute(query).first()
    return (row[0], row[1], row[2]) if row else None
