"""The minutes of a meeting: saved as they are typed, signed by those who were there. The caller commits."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.clock import now
from workflow.db import db
from workflow.models.meeting import CLOSED, EXECUTED, EXECUTING, LONGEST_MINUTES, OPEN, PRESENT, Meeting
from workflow.queries.meetings import seats

WRITE = Say("写会议纪要", "Write the minutes")
NOT_NOW = Blocker("no_minutes_now", "会议还没开始，或已取消，不能写纪要", "The meeting has not begun or was called off")
SIGNED = Blocker(
    "minutes_signed", "已有委员签署，纪要不能再改", "A member has signed already; the minutes no longer change"
)
LONG = Blocker(
    "minutes_long", f"纪要最多{LONGEST_MINUTES}个字", f"The minutes take {LONGEST_MINUTES} characters at most"
)
ELSEWHERE = Blocker(
    "minutes_elsewhere",
    "另一个页面刚改过纪要，请刷新后再改；您写的内容还在这一页",
    "Another page has just changed the minutes; reload before you go on, your text is still on this page",
)
EARLY = Blocker("signature_early", "会议结束后才签署", "The minutes are signed after the meeting is closed")
EMPTY = Blocker("minutes_empty", "纪要还是空的，不能签署", "The minutes are empty and cannot be signed")
AWAY = Blocker("signer_away", "没有到会的委员不签署", "A member who was not there does not sign")


def save(row: Meeting, text: str, edition: int, actor: Actor) -> None:
    """Keep the minutes; `edition`: of the text they were written on. Raises Refused."""
    if Role.SECRETARY not in actor.roles:
        raise Refused((wrong_role(WRITE, (Role.SECRETARY,)),))
    if row.state not in {OPEN, CLOSED, EXECUTING, EXECUTED}:
        raise Refused((NOT_NOW,))
    if any(one.seat.signed_at for one in seats(row.id)):
        raise Refused((SIGNED,))
    if len(text) > LONGEST_MINUTES:
        raise Refused((LONG,))
    if edition != row.edition:
        raise Refused((ELSEWHERE,))
    if text != row.minutes:
        row.minutes, row.edition, row.minuted_at = text, row.edition + 1, now()
        db.session.flush()


def sign(row: Meeting, member_id: int, actor: Actor) -> None:
    """Note that a member who was there has signed the minutes; from then on they do not change. Raises Refused."""
    if row.state not in {CLOSED, EXECUTING, EXECUTED}:
        raise Refused((EARLY,))
    if not row.minutes.strip():
        raise Refused((EMPTY,))
    seat = next((one.seat for one in seats(row.id) if one.member.id == member_id), None)
    if seat is None or seat.attendance != PRESENT:
        raise Refused((AWAY,))
    if seat.signed_at is None:
        seat.signed_at, seat.noted_by = now(), actor.user_id
        db.session.flush()
