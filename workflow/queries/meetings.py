"""Meetings as they are read: the list, one with its seats and agenda, who may vote on a case."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from states.names import State
from states.say import Say
from states.voting import Rule
from workflow.db import db
from workflow.models.agenda import DECIDED, DONE, REFUSED, RETURNED, AgendaItem, Ballot, Recusal
from workflow.models.case import Case, Transition
from workflow.models.decision import Decision
from workflow.models.meeting import PRESENT, CommitteeMember, Meeting, MeetingMember
from workflow.queries.casefile import CaseFile, open_files

#: Steps of a case that leave a vote in force.
HARMLESS = ("stop_clock", "restart_clock", "extend_clock", "second_signature", "cut_pro_rata", "undo_cut")
#: What an execution has ended.
ENDED = (DONE, RETURNED)
STALE = Say(
    "评估依据在表决后变了，这次表决作废，请退回重新评估",
    "What the evaluation rests on changed after the vote; the vote is void, send the case back to be evaluated again",
)
MOVED = Say("案件在表决后办了别的步骤，这次表决作废", "The case took another step after the vote; the vote is void")
LEFT = Say("案件已不在会议审定环节，这次表决作废", "The case no longer awaits the decision; the vote is void")


class Seat(NamedTuple):
    """A member called to a meeting."""

    seat: MeetingMember
    member: CommitteeMember


class Entitled(NamedTuple):
    """Somebody who may vote on a case: present and not recused."""

    member_id: int
    seat: int
    name: str


class Voted(NamedTuple):
    """A vote as its step recorded it, where a later meeting or round has put another decision in its place (fen)."""

    result: str
    amount_fen: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    reason: str
    second_above_fen: int | None = None
    second_by: int | None = None


@dataclass(frozen=True)
class Point:
    """A case of the agenda with its file, who keeps out of it, and the ballots of the vote in force (member → vote)."""

    item: AgendaItem
    file: CaseFile
    recusals: Sequence[Recusal]
    ballots: dict[int, str]
    later: bool
    voted: Voted | None = None

    @property
    def case(self) -> Case:
        """The case."""
        return self.file.case

    @property
    def decision(self) -> Decision | None:
        """The staged decision, where the vote was taken in this meeting."""
        decision = self.file.decision
        return decision if decision is not None and decision.meeting_id == self.item.meeting_id else None

    @property
    def shown(self) -> Decision | Voted | None:
        """What this meeting decided, for its minutes: also after the case went on to another round or meeting."""
        return self.decision or self.voted

    @property
    def computed_fen(self) -> int:
        """What the evaluation came to (fen)."""
        return self.file.evaluation.amount_fen if self.file.evaluation else 0

    @property
    def void(self) -> Say | None:
        """Why the vote no longer holds; None while it does, and where there is none."""
        if self.item.state not in {DECIDED, REFUSED}:
            return None
        if self.case.state != State.COMMITTEE or self.decision is None:
            return LEFT
        if self.file.evaluation_stale:
            return STALE
        return MOVED if self.later else None


def rule_of(row: Meeting) -> Rule:
    """The rule of voting of a meeting."""
    return Rule(row.rule, row.ratio_n or 1, row.ratio_m or 1)


def seats(meeting_id: int) -> list[Seat]:
    """Who is called, by seat."""
    query = select(MeetingMember, CommitteeMember).join(CommitteeMember, CommitteeMember.id == MeetingMember.member_id)
    query = query.where(MeetingMember.meeting_id == meeting_id).order_by(MeetingMember.seat)
    return [Seat(*row) for row in db.session.execute(query)]


def entitled(meeting_id: int, case_id: int) -> list[Entitled]:
    """Who may vote on a case, by seat."""
    out = select(Recusal.member_id).where(Recusal.case_id == case_id, Recusal.ended_at.is_(None))
    query = select(CommitteeMember.id, MeetingMember.seat, CommitteeMember.name)
    query = query.join(MeetingMember, MeetingMember.member_id == CommitteeMember.id)
    query = query.where(MeetingMember.meeting_id == meeting_id, MeetingMember.attendance == PRESENT)
    return [
        Entitled(*row)
        for row in db.session.execute(query.where(CommitteeMember.id.not_in(out)).order_by(MeetingMember.seat))
    ]


def items(meeting_id: int) -> list[AgendaItem]:
    """The agenda in its order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(db.session.scalars(query.order_by(AgendaItem.place, AgendaItem.id)))


def points(meeting_id: int, hidden: frozenset[int] = frozenset()) -> list[Point]:
    """The agenda with everything that the meeting looks at, by a fixed number of statements; without the `hidden` cases."""
    return _points([item for item in items(meeting_id) if item.case_id not in hidden])


def point_of(item: AgendaItem) -> Point:
    """One case of an agenda, as `points` gives it."""
    return _points([item])[0]


def _points(there: Sequence[AgendaItem]) -> list[Point]:
    ids = [item.case_id for item in there]
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).where(Case.id.in_(ids))
    cases = {case.id: case for case in db.session.scalars(query)} if ids else {}
    files = open_files([cases[case_id] for case_id in ids]) if ids else {}
    out, cast, moved = _recusals(ids), _ballots(there), _moved(there)
    points = [
        Point(item, files[item.case_id], out.get(item.case_id, []), cast.get(item.id, {}), item.id in moved)
        for item in there
    ]
    past = _past([point.item for point in points if point.decision is None and point.item.state in ENDED])
    return [replace(point, voted=past.get(point.item.id)) for point in points] if past else points


def _past(there: Sequence[AgendaItem]) -> dict[int, Voted]:
    """The votes of executed items that another decision has replaced, from the record of their cases."""
    if not there:
        return {}
    voted = (Transition.case_id == AgendaItem.case_id) & (Transition.seq == AgendaItem.voted_seq)
    query = select(AgendaItem.id, Transition.detail, Transition.reason).join(Transition, voted)
    rows = db.session.execute(query.where(AgendaItem.id.in_([item.id for item in there])))
    return {
        key: Voted._make((*detail["vote"][1], *detail["votes"], reason, None, None)) for key, detail, reason in rows
    }


def _recusals(ids: Sequence[int]) -> dict[int, list[Recusal]]:
    found: dict[int, list[Recusal]] = {}
    query = select(Recusal).where(Recusal.case_id.in_(ids), Recusal.ended_at.is_(None)).order_by(Recusal.id)
    for row in db.session.scalars(query):
        found.setdefault(row.case_id, []).append(row)
    return found


def _ballots(there: Sequence[AgendaItem]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    in_force = (Ballot.item_id == AgendaItem.id) & (Ballot.seq == AgendaItem.voted_seq)
    query = select(Ballot).join(AgendaItem, in_force).where(AgendaItem.id.in_([item.id for item in there]))
    for row in db.session.scalars(query):
        found.setdefault(row.item_id, {})[row.member_id] = row.vote
    return found


def _moved(there: Sequence[AgendaItem]) -> frozenset[int]:
    """Items whose case took another step after the vote, except of its clock."""
    later = (Transition.case_id == AgendaItem.case_id) & (Transition.seq > AgendaItem.voted_seq)
    query = select(AgendaItem.id).join(Transition, later).where(AgendaItem.id.in_([item.id for item in there]))
    return frozenset(db.session.scalars(query.where(Transition.action.not_in(HARMLESS))))
