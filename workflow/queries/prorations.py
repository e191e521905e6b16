"""Pro-rata cuts: what was cut, and what is in force of it. All money in fen."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from states.names import State
from workflow.db import db
from workflow.models.agenda import DECIDED, AgendaItem
from workflow.models.budget import BudgetEntry
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.models.enterprise import Enterprise
from workflow.models.proration import Proration, ProrationRow

#: Cases of one cut at most, and cuts of a year that are listed.
MOST_CASES, MOST_CUTS = 500, 50


class Line(NamedTuple):
    """One case of a cut with the names to show."""

    case_id: int
    number: str
    firm: str
    item: str
    state: str
    before_fen: int
    after_fen: int


def live_in(case_ids: Iterable[int]) -> dict[int, ProrationRow]:
    """Case → the cut that made its amount of this round: not undone, and no vote since."""
    row = ProrationRow
    query = (
        select(row)
        .join(Proration, Proration.id == row.proration_id)
        .join(Case, and_(Case.id == row.case_id, Case.round == row.round))
        .join(Decision, and_(Decision.case_id == row.case_id, Decision.round == row.round))
        .where(row.case_id.in_(list(case_ids)), Proration.undone_at.is_(None), Decision.amount_fen == row.after_fen)
        .order_by(row.proration_id)
    )
    return {one.case_id: one for one in db.session.scalars(query)}


def decided_by(meeting_id: int | None) -> frozenset[int]:
    """The cases that a meeting has decided on and not executed yet."""
    query = select(AgendaItem.case_id).where(AgendaItem.meeting_id == meeting_id, AgendaItem.state == DECIDED)
    return frozenset() if meeting_id is None else frozenset(db.session.scalars(query))


def promised(year: int, article: int) -> int:
    """What cuts of the year have set aside for cases that still wait to be executed and hold no budget yet (fen)."""
    row = ProrationRow
    entries = select(func.sum(BudgetEntry.fen)).where(BudgetEntry.case_id == row.case_id).correlate(row)
    held = func.coalesce(entries.scalar_subquery(), 0)
    query = (
        select(func.coalesce(func.sum(row.after_fen), 0))
        .join(Proration, Proration.id == row.proration_id)
        .join(Case, and_(Case.id == row.case_id, Case.round == row.round))
        .join(Decision, and_(Decision.case_id == row.case_id, Decision.round == row.round))
        .where(Proration.year == year, Proration.article == article, Proration.undone_at.is_(None))
        .where(Case.state == State.COMMITTEE, Decision.amount_fen == row.after_fen, held == 0)
    )
    return int(db.session.scalar(query) or 0)


def cut_of(case_id: int) -> tuple[ProrationRow, Proration] | None:
    """The cut in force of a case."""
    row = live_in([case_id]).get(case_id)
    return None if row is None else (row, db.session.get_one(Proration, row.proration_id))


def locked(numbers: Iterable[str]) -> Sequence[Case]:
    """The cases with these numbers, locked in the order of their ids, with enterprise and call."""
    query = select(Case).where(Case.number.in_(sorted(set(numbers))[:MOST_CASES]))
    query = query.options(joinedload(Case.enterprise), joinedload(Case.call), joinedload(Case.owner))
    return db.session.scalars(query.order_by(Case.id).with_for_update(of=Case)).all()


def of_year(year: int) -> Sequence[Proration]:
    """The newest cuts of a year."""
    query = select(Proration).where(Proration.year == year).order_by(Proration.id.desc())
    return db.session.scalars(query.limit(MOST_CUTS)).all()


def proration(cut_id: int, *, for_change: bool = False) -> Proration | None:
    """A cut by its id; `for_change` locks it."""
    query = select(Proration).where(Proration.id == cut_id)
    return db.session.scalars(query.with_for_update() if for_change else query).first()


def lines(cut_id: int) -> Sequence[Line]:
    """The cases of a cut, by number."""
    row = ProrationRow
    query = (
        select(Case.id, Case.number, Enterprise.name, Case.item, Case.state, row.before_fen, row.after_fen)
        .join(Case, Case.id == row.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .where(row.proration_id == cut_id)
        .order_by(Case.number)
        .limit(MOST_CASES)
    )
    return [Line._make(one) for one in db.session.execute(query)]
