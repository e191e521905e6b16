"""A committee and its meetings for tests: members on the roll, a meeting that is open with cases on its agenda."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from tests.workflow.desk import locked
from tests.workflow.filing import actor
from workflow.actions import agenda, committee_roll, meeting, meeting_vote
from workflow.actions.meeting import Plan
from workflow.actions.meeting_vote import Counted
from workflow.clock import now
from workflow.db import db
from workflow.models.agenda import AgendaItem
from workflow.models.case import Case
from workflow.models.meeting import PRESENT, CommitteeMember, Meeting
from workflow.queries import meetings

ORGANISATIONS = ("工信", "财政", "科创", "园区", "法务", "统计", "审计")


def roll(size: int = 5, login: str = "tang") -> list[int]:
    """Members of these many bodies; the first has an account."""
    for place, body in enumerate(ORGANISATIONS[:size]):
        committee_roll.enrol(f"委员{place + 1}", f"示例{body}局", "委员", login if place == 0 else "", actor("bai"))
    return list(db.session.scalars(select(CommitteeMember.id).order_by(CommitteeMember.id)))


def called(cases: Sequence[int], rule: str = "majority", ratio: tuple[int, int] | None = None) -> Meeting:
    """A planned meeting with these cases on its agenda."""
    members = list(db.session.scalars(select(CommitteeMember.id).order_by(CommitteeMember.id))) or roll()
    row = meeting.call(Plan(now(), "第二会议室", 3, rule, ratio), members, actor("bai"))
    numbers = list(db.session.scalars(select(Case.number).where(Case.id.in_(list(cases)))))
    agenda.add(row, numbers, actor("bai"))
    return row


def opened(
    cases: Sequence[int], away: int = 0, rule: str = "majority", ratio: tuple[int, int] | None = None
) -> Meeting:
    """A meeting in session; the last `away` members are on leave."""
    row = called(cases, rule, ratio)
    members = [one.member.id for one in meetings.seats(row.id)]
    here = members[: len(members) - away]
    meeting.begin(row, {member: PRESENT if member in here else "leave" for member in members})
    return row


def item_of(row: Meeting, case_id: int) -> AgendaItem:
    """The case's place on the agenda."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == row.id, AgendaItem.case_id == case_id)
    return db.session.scalars(query).one()


def voted(row: Meeting, case_id: int, **counted: Any) -> None:
    """Record a vote; five agree to what was computed unless said otherwise."""
    case = locked(case_id)
    what = {"result": "approve", "fen": case.proposed_fen or 0, "votes": (5, 0, 0)} | counted
    meeting_vote.record(row, item_of(row, case_id), case, Counted(**what), actor("bai"))
