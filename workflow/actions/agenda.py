"""The agenda of a meeting: cases come on it, are put in order and into blocks, or are taken off. The caller commits."""

from collections.abc import Sequence

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role, State
from states.refusals import wrong_role
from states.say import Say
from workflow.db import db
from workflow.models import meeting as words
from workflow.models.agenda import LIVE_STATES, MOST_ITEMS, AgendaItem
from workflow.models.case import Case
from workflow.models.meeting import Meeting
from workflow.queries.meetings import items

FULL = Blocker("agenda_full", f"一次会议最多{MOST_ITEMS}件", f"A meeting takes {MOST_ITEMS} cases at most")
NONE = Blocker(
    "no_case_for_agenda",
    "选中的案件都不能上会：要等审定，也没有排在别的会议上",
    "None of the chosen cases can come on the agenda: they must await the decision and stand on no other agenda",
)
OVER = Blocker("meeting_over", "会议已经结束，议程不能再改", "The meeting is over; its agenda no longer changes")
VOTED = Blocker("item_decided", "这件已经表决，不能撤下", "This case was voted on and stays on the agenda")


def _changeable(row: Meeting, actor: Actor) -> None:
    if Role.SECRETARY not in actor.roles:
        raise Refused((wrong_role(Say("安排议程", "Arrange the agenda"), (Role.SECRETARY,)),))
    if row.state not in {words.PLANNED, words.OPEN}:
        raise Refused((OVER,))


def add(row: Meeting, numbers: Sequence[str], actor: Actor) -> int:
    """Put cases at the end of the agenda, those due first first; gives how many could come on it. Raises Refused."""
    _changeable(row, actor)
    there = items(row.id)
    elsewhere = select(AgendaItem.case_id).where(AgendaItem.state.in_(LIVE_STATES))
    here = select(AgendaItem.case_id).where(AgendaItem.meeting_id == row.id)
    free = select(Case.id).where(Case.number.in_(list(numbers)[: 2 * MOST_ITEMS]), Case.state == State.COMMITTEE)
    free = free.where(Case.id.not_in(elsewhere), Case.id.not_in(here)).order_by(Case.due_on, Case.id)
    found = db.session.scalars(free).all()
    if not found:
        raise Refused((NONE,))
    if len(there) + len(found) > MOST_ITEMS:
        raise Refused((FULL,))
    last = max((item.place for item in there), default=0)
    for place, case_id in enumerate(found, last + 1):
        db.session.add(AgendaItem(meeting_id=row.id, case_id=case_id, place=place))
    db.session.flush()
    return len(found)


def move(row: Meeting, item: AgendaItem, by: int, actor: Actor) -> None:
    """One place up (-1) or down (1); at the end of the agenda nothing happens. Raises Refused."""
    _changeable(row, actor)
    there = items(row.id)
    at = next(at for at, one in enumerate(there) if one.id == item.id)
    if 0 <= at + by < len(there):
        there[at], there[at + by] = there[at + by], there[at]
        _number(there)


def remove(row: Meeting, item: AgendaItem, actor: Actor) -> None:
    """Take a case off that has not been voted on. Raises Refused."""
    _changeable(row, actor)
    if item.voted_seq is not None:
        raise Refused((VOTED,))
    db.session.delete(item)
    db.session.flush()
    _number(items(row.id))


def bind(row: Meeting, chosen: Sequence[int], actor: Actor) -> int:
    """Make a block of cases that are voted on together; fewer than two: they stand alone again. Gives how many. Raises Refused."""
    _changeable(row, actor)
    there = items(row.id)
    together = [item for item in there if item.id in set(chosen) and item.voted_seq is None]
    number = max((item.block or 0 for item in there), default=0) + 1 if len(together) > 1 else None
    for item in together:
        item.block = number
    db.session.flush()
    return len(together)


def _number(there: Sequence[AgendaItem]) -> None:
    for place, item in enumerate(there, 1):
        item.place = place
    db.session.flush()
