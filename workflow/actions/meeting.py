"""A meeting is called, changed before it begins, opened with those present, and closed. The secretary does it; the caller commits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.clock import SHANGHAI, now
from workflow.db import db
from workflow.models import meeting as words
from workflow.models.agenda import DECIDED, PUT_OFF, WAITING, AgendaItem
from workflow.models.meeting import Meeting, MeetingMember
from workflow.queries import meetings

NOT_PLANNED = Blocker(
    "meeting_begun", "会议已经开始，不能再改安排", "The meeting has begun; its plan no longer changes"
)
NOT_OPEN = Blocker("meeting_not_open", "会议没有在开", "The meeting is not in session")
NOBODY = Blocker("no_members", "请至少选一位委员", "Choose at least one member")
TOO_FEW = Blocker(
    "quorum_beyond_members", "法定人数不能超过应到人数", "The quorum cannot be above the number of members called"
)
HAS_VOTE = Blocker(
    "item_decided", "这件已经表决，要改请重新记录结果", "This case was voted on; record the result again to change it"
)
NOTHING = Blocker("empty_agenda", "议程上还没有案件", "There is no case on the agenda yet")


class Plan(NamedTuple):
    """When, where and by which rule."""

    meets_at: datetime
    place: str
    quorum: int
    rule: str
    ratio: tuple[int, int] | None = None


def call(plan: Plan, members: Sequence[int], actor: Actor) -> Meeting:
    """Call a meeting of these members, in the order of their seats; it gets the next number of its year. Raises Refused."""
    assert actor.user_id is not None
    year = plan.meets_at.astimezone(SHANGHAI).year
    last = db.session.scalar(select(func.max(Meeting.sequence)).where(Meeting.year == year)) or 0
    row = Meeting(year=year, sequence=last + 1, state=words.PLANNED, called_by=actor.user_id, called_at=now())
    _plan(row, plan, members)
    db.session.add(row)
    db.session.flush()
    _seat(row, members)
    return row


def change(row: Meeting, plan: Plan, members: Sequence[int]) -> None:
    """Change a meeting that has not begun; its number stays. Raises Refused."""
    _planned(row)
    _plan(row, plan, members)
    for one in meetings.seats(row.id):
        db.session.delete(one.seat)
    db.session.flush()
    _seat(row, members)


def _plan(row: Meeting, plan: Plan, members: Sequence[int]) -> None:
    if not members:
        raise Refused((NOBODY,))
    if plan.quorum > len(set(members)):
        raise Refused((TOO_FEW,))
    row.meets_at, row.place, row.quorum, row.rule = plan.meets_at, plan.place.strip(), plan.quorum, plan.rule
    row.ratio_n, row.ratio_m = plan.ratio or (None, None)


def _seat(row: Meeting, members: Sequence[int]) -> None:
    for seat, member_id in enumerate(dict.fromkeys(members), 1):
        db.session.add(MeetingMember(meeting_id=row.id, member_id=member_id, seat=seat))
    db.session.flush()


def _planned(row: Meeting) -> None:
    if row.state != words.PLANNED:
        raise Refused((NOT_PLANNED,))


def begin(row: Meeting, attendance: Mapping[int, str]) -> None:
    """Open the meeting with the attendance (member → present, absent, leave). Raises Refused below the quorum."""
    _planned(row)
    if not db.session.scalar(select(func.count()).where(AgendaItem.meeting_id == row.id)):
        raise Refused((NOTHING,))
    _attend(row, attendance)
    row.state, row.opened_at = words.OPEN, now()
    db.session.flush()


def attend(row: Meeting, attendance: Mapping[int, str]) -> None:
    """Note who has come or left while the meeting runs; votes that are recorded stay as they were. Raises Refused."""
    if row.state != words.OPEN:
        raise Refused((NOT_OPEN,))
    _attend(row, attendance)


def _attend(row: Meeting, attendance: Mapping[int, str]) -> None:
    present = 0
    for one in meetings.seats(row.id):
        if one.seat.signed_at is None:
            one.seat.attendance = attendance.get(one.member.id, words.ABSENT)
        present += one.seat.attendance == words.PRESENT
    if present < row.quorum:
        raise Refused((_below(present, row.quorum),))
    db.session.flush()


def _below(present: int, quorum: int) -> Blocker:
    return Blocker(
        "below_quorum",
        f"实到{present}人，不到法定人数{quorum}人，不能开会表决",
        f"{present} present, below the quorum of {quorum}: no vote can be taken",
    )


def close(row: Meeting, actor: Actor) -> None:
    """Close the meeting: every case has its result or is put off. The votes are then fixed. Raises Refused."""
    if row.state != words.OPEN:
        raise Refused((NOT_OPEN,))
    points = meetings.points(row.id)
    open_ones = sum(point.item.state == WAITING or bool(point.void) for point in points)
    if open_ones:
        raise Refused((_unfinished(open_ones),))
    row.state, row.closed_by, row.closed_at = words.CLOSED, actor.user_id, now()
    db.session.flush()


def _unfinished(number: int) -> Blocker:
    return Blocker(
        "agenda_unfinished",
        f"还有{number}件没有审定，请记录结果或放到下次会议",
        f"{number} still without a result: record it, or put the case off to another meeting",
    )


def cancel(row: Meeting) -> None:
    """Call a meeting off before it begins; its cases are free for another. Raises Refused."""
    _planned(row)
    row.state = words.CANCELLED
    for item in db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == row.id)):
        item.state = PUT_OFF
    db.session.flush()


def put_off(row: Meeting, item: AgendaItem, *, is_void: bool = False) -> None:
    """Leave a case without a vote, or whose vote is void, for another meeting; a second time takes it back. Raises Refused."""
    if row.state != words.OPEN:
        raise Refused((NOT_OPEN,))
    if item.state == DECIDED and not is_void:
        raise Refused((HAS_VOTE,))
    item.state = WAITING if item.state == PUT_OFF else PUT_OFF
    db.session.flush()
