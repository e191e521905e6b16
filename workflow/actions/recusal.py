"""A member keeps out of a case: the vote already taken on it is void, the member's account no longer finds it. The caller commits."""

from sqlalchemy import func, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.advance import Entry, advance
from workflow.actions.meeting_vote import void
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models import meeting as words
from workflow.models.agenda import LIVE_STATES, AgendaItem, Recusal
from workflow.models.case import Case
from workflow.models.meeting import CommitteeMember, Meeting
from workflow.models.user import User
from workflow.queries.casefile import open_file
from workflow.queries.meetings import seats

KINDS = ("related", "interest", "handled", "other")
NOT_CALLED = Blocker("not_called", "这位不是本次会议的委员", "This person is not called to this meeting")
ALREADY = Blocker("recused_already", "这位委员已经回避", "This member keeps out already")
OVER = Blocker(
    "recusal_late", "会议已经结束，不能再改回避", "The meeting is over; recusals are no longer noted or ended"
)
TALKING = (words.PLANNED, words.OPEN)


def recuse(  # who, from what, where, why
    row: Meeting, item: AgendaItem, case: Case, member_id: int, kind: str, reason: str, actor: Actor
) -> Recusal:
    """Note that a member keeps out of a case (locked). Raises Refused."""
    reason = reasoned(reason)
    if row.state not in TALKING:
        raise Refused((OVER,))
    if kind not in KINDS or member_id not in {one.member.id for one in seats(row.id)}:
        raise Refused((NOT_CALLED,))
    live = select(Recusal.id).where(
        Recusal.case_id == case.id, Recusal.member_id == member_id, Recusal.ended_at.is_(None)
    )
    if db.session.scalar(live) is not None:
        raise Refused((ALREADY,))
    assert actor.user_id is not None
    member = db.session.get_one(CommitteeMember, member_id)
    detail: dict[str, object] = {"member": f"{member.name}（{member.organisation}）"}
    file = open_file(case)
    advance(case, "recuse", file.dossier, actor, Entry(reason=reason, detail=detail | void(item, file)))
    made = Recusal(
        case_id=case.id, member_id=member_id, meeting_id=row.id, kind=kind, reason=reason,
        noted_by=actor.user_id, noted_at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    _count(member)
    return made


def end(made: Recusal, item: AgendaItem, case: Case, reason: str, actor: Actor) -> None:
    """End a recusal that was noted by mistake or whose ground is gone. A vote taken meanwhile is void. Raises Refused.

    Not while the decisions of a closed meeting wait for their execution: nobody could vote again.
    """
    reason = reasoned(reason)
    if item.state in LIVE_STATES and db.session.get_one(Meeting, item.meeting_id).state not in TALKING:
        raise Refused((OVER,))
    member, file = db.session.get_one(CommitteeMember, made.member_id), open_file(case)
    detail: dict[str, object] = {"member": f"{member.name}（{member.organisation}）"}
    advance(case, "end_recusal", file.dossier, actor, Entry(reason=reason, detail=detail | void(item, file)))
    made.ended_at, made.ended_by, made.end_reason = now(), actor.user_id, reason
    db.session.flush()
    _count(member)


def _count(member: CommitteeMember) -> None:
    """The number beside the account, by which lists know whether there is anything to hide."""
    if member.user_id is None:
        return
    live = select(func.count()).where(Recusal.member_id == member.id, Recusal.ended_at.is_(None))
    db.session.get_one(User, member.user_id).recuses = db.session.scalar(live) or None
    db.session.flush()
