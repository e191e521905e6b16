"""What the bureau holds of one enterprise: cases, documents, people, entries in the registers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import AboveScale, Dishonest
from workflow.models.filing import Document, Verdict
from workflow.models.recovery import Recovery
from workflow.models.user import User

PAGE = 20
MOST_PEOPLE = 50
#: Submitted, and no award is booked yet.
UNDECIDED = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED, State.COMMITTEE)


class CaseRow(NamedTuple):
    """A case for the enterprise's list. `fen`: awarded, else proposed, else estimated."""

    id: int
    number: str
    item: str
    state: str
    submitted_at: datetime
    due_on: date | None
    fen: int | None


class KindHeld(NamedTuple):
    """A kind of document that the enterprise has handed in: the newest one, how many, and the last verdict on it."""

    document: Document
    number: str
    files: int
    verdict: str | None


def cases(enterprise_id: int, before: int | None = None) -> list[CaseRow]:
    """Submitted cases, the newest first, those with a smaller id than `before`; one more than a page if there are more."""
    query = select(
        Case.id,
        Case.number,
        Case.item,
        Case.state,
        Case.submitted_at,
        Case.due_on,
        func.coalesce(Case.award_fen, Case.proposed_fen, Case.estimate_fen),
    ).where(Case.enterprise_id == enterprise_id, Case.submitted_at.is_not(None))
    if before is not None:
        query = query.where(Case.id < before)
    rows = db.session.execute(query.order_by(Case.id.desc()).limit(PAGE + 1))
    return [CaseRow._make(row) for row in rows]


def undecided(enterprise_id: int) -> tuple[int, int]:
    """How many cases wait for a decision, and the fen they ask for."""
    asked = func.coalesce(func.sum(func.coalesce(Case.proposed_fen, Case.estimate_fen)), 0)
    query = select(func.count(), asked).where(Case.enterprise_id == enterprise_id, Case.state.in_(UNDECIDED))
    count, fen = db.session.execute(query).one()
    return count, int(fen)


def documents(enterprise_id: int) -> list[KindHeld]:
    """The newest document in force of every kind, of submitted cases."""
    newest = (
        select(func.max(Document.id).label("id"), func.count().label("files"))
        .join(Case, Case.id == Document.case_id)
        .where(Document.enterprise_id == enterprise_id, Document.removed_at.is_(None), Case.submitted_at.is_not(None))
        .group_by(Document.kind)
        .subquery()
    )
    last = select(func.max(Verdict.id)).where(Verdict.document_id == Document.id).correlate(Document).scalar_subquery()
    query = (
        select(Document, Case.number, newest.c.files, Verdict.verdict)
        .join(newest, newest.c.id == Document.id)
        .join(Case, Case.id == Document.case_id)
        .outerjoin(Verdict, Verdict.id == last)
        .order_by(Document.id.desc())
    )
    return [KindHeld._make(row) for row in db.session.execute(query)]


def people(enterprise_id: int) -> Sequence[User]:
    """Who signs in for the enterprise: its owner first, the closed accounts last."""
    query = select(User).where(User.enterprise_id == enterprise_id)
    query = query.order_by(User.active.desc(), User.is_owner.desc(), User.id).limit(MOST_PEOPLE)
    return db.session.scalars(query).all()


def dishonest_since(uscc: str, today: date) -> date | None:
    """Since when the enterprise is on the list of seriously dishonest entities; None: it is not on it today."""
    listed = or_(Dishonest.until.is_(None), Dishonest.until >= today)
    query = select(func.min(Dishonest.since)).where(Dishonest.uscc == uscc, Dishonest.since <= today, listed)
    return db.session.scalar(query)


def above_scale(enterprise_id: int) -> list[tuple[int, str]]:
    """The years in which the list of above-scale enterprises holds the enterprise, each with its source."""
    query = select(AboveScale.year, AboveScale.source).where(AboveScale.enterprise_id == enterprise_id)
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(AboveScale.year))]


def recoveries(enterprise_id: int) -> list[tuple[str, Recovery]]:
    """Recoveries that were proposed or decided, the newest first, with the number of their case."""
    query = (
        select(Case.number, Recovery)
        .join(Case, Case.id == Recovery.case_id)
        .where(Recovery.enterprise_id == enterprise_id, Recovery.state != "refused")
        .order_by(Recovery.id.desc())
        .limit(PAGE)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
