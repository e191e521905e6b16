"""Meetings in a list, one by its number, the roll, and the cases that could come on an agenda."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import defer

from states.names import State
from workflow.db import db
from workflow.models.agenda import LIVE_STATES, MOST_ITEMS, WAITING, AgendaItem
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.meeting import CLOSED, EXECUTING, OPEN, PLANNED, CommitteeMember, Meeting, MeetingMember

PAGE = 20
RUNNING = (OPEN, CLOSED, EXECUTING, PLANNED)


class Line(NamedTuple):
    """A meeting with the number of its cases, those without a result, and its members."""

    row: Meeting
    cases: int
    waiting: int
    members: int


class Candidate(NamedTuple):
    """A case that awaits the decision and stands on no agenda."""

    number: str
    item: str
    firm: str
    due_on: date | None
    fen: int | None
    id: int


def _lines(query: Select[*tuple[Any, ...]]) -> list[Line]:
    return [Line(*row) for row in db.session.execute(query)]


def _counted() -> Select[*tuple[Any, ...]]:
    of_meeting = select(func.count()).where(AgendaItem.meeting_id == Meeting.id).correlate(Meeting)
    members = select(func.count()).where(MeetingMember.meeting_id == Meeting.id).correlate(Meeting)
    return select(
        Meeting,
        of_meeting.scalar_subquery(),
        of_meeting.where(AgendaItem.state == WAITING).scalar_subquery(),
        members.scalar_subquery(),
    ).options(defer(Meeting.minutes))


def newest(before: int | None = None) -> tuple[list[Line], bool]:
    """A page of meetings, the newest first, and whether there are more."""
    query = _counted().order_by(Meeting.id.desc()).limit(PAGE + 1)
    rows = _lines(query if before is None else query.where(Meeting.id < before))
    return rows[:PAGE], len(rows) > PAGE


def running() -> list[Line]:
    """The meetings that are planned, in session, or not executed yet: those the committee's page names."""
    return _lines(_counted().where(Meeting.state.in_(RUNNING)).order_by(Meeting.id.desc()).limit(PAGE))


def by_number(number: str, *, for_change: bool = False) -> Meeting | None:
    """A meeting by its number (2026-3); locked for a change."""
    year, _dash, sequence = number.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in (year, sequence)):
        return None
    query = select(Meeting).where(Meeting.year == int(year), Meeting.sequence == int(sequence))
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def item_of(meeting_id: int, number: str) -> AgendaItem | None:
    """A case's place on the agenda of a meeting, locked."""
    query = select(AgendaItem).join(Case, Case.id == AgendaItem.case_id)
    query = query.where(AgendaItem.meeting_id == meeting_id, Case.number == number)
    return db.session.scalar(query.with_for_update(of=AgendaItem))


def roll() -> Sequence[CommitteeMember]:
    """Everybody on the roll, those who are called first."""
    query = select(CommitteeMember).order_by(CommitteeMember.active.desc(), CommitteeMember.id).limit(200)
    return db.session.scalars(query).all()


def candidates(hidden: frozenset[int] = frozenset()) -> list[Candidate]:
    """The cases due first that could come on an agenda."""
    on_agenda = select(AgendaItem.case_id).where(AgendaItem.state.in_(LIVE_STATES))
    query = select(Case.number, Case.item, Enterprise.name, Case.due_on, Case.proposed_fen, Case.id)
    query = query.join(Enterprise, Enterprise.id == Case.enterprise_id)
    query = query.where(Case.state == State.COMMITTEE, Case.id.not_in(on_agenda))
    rows = db.session.execute(query.order_by(Case.due_on, Case.id).limit(2 * MOST_ITEMS))
    return [one for one in (Candidate(*row) for row in rows) if one.id not in hidden]


def meeting_of(case_id: int) -> Meeting | None:
    """The meeting on whose agenda a case stands now, before it is executed."""
    query = select(Meeting).join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    return db.session.scalar(query.where(AgendaItem.case_id == case_id, AgendaItem.state.in_(LIVE_STATES)).limit(1))
