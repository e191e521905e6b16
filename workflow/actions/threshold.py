"""Who decides above which sum: one person proposes, a supervisor decides, never the same. The caller commits."""

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.columns import MAX_AWARD_FEN
from workflow.models.threshold import KINDS, SECOND, VOTE, Threshold
from workflow.queries.thresholds import of_today

PROPOSERS = (Role.REVIEWER, Role.SUPERVISOR)
PROPOSE, DECIDE = Say("提议审定权限", "Propose a threshold"), Say("决定审定权限", "Decide on a threshold")
NO_SUM = Blocker("no_sum", "金额要在0到10,000,000元之间", "The sum is between 0 and 10,000,000 yuan")
WAITS = Blocker("threshold_waits", "这一项已有一个提议在等决定", "A proposal of this kind waits to be decided")
CLOSED = Blocker("threshold_closed", "这个提议已经决定过了", "This proposal is decided already")
SAME = Blocker(
    "threshold_same_person", "您是提议人，要由另一位科室负责人决定", "You proposed it; another supervisor decides"
)
CROSSED = Blocker(
    "threshold_order",
    "第二人签署的金额不能低于会议表决的金额",
    "The sum for a second signature cannot be below the one for a vote",
)


def propose(kind: str, fen: int, reason: str, actor: Actor) -> Threshold:
    """Propose a sum (fen) of a kind. Raises Refused."""
    reason = reasoned(reason)
    if not actor.roles.intersection(PROPOSERS):
        raise Refused((wrong_role(PROPOSE, PROPOSERS),))
    if kind not in KINDS or not 0 <= fen <= MAX_AWARD_FEN:
        raise Refused((NO_SUM,))
    if db.session.scalars(select(Threshold.id).where(Threshold.kind == kind, Threshold.state == "open")).first():
        raise Refused((WAITS,))
    _in_order(kind, fen)
    assert actor.user_id is not None
    row = Threshold(kind=kind, fen=fen, reason=reason, state="open", proposed_by=actor.user_id, proposed_at=now())
    db.session.add(row)
    db.session.flush()
    return row


def _in_order(kind: str, fen: int) -> None:
    vote, second = (fen, of_today(SECOND)) if kind == VOTE else (of_today(VOTE) or 0, fen)
    if second is not None and second < vote:
        raise Refused((CROSSED,))


def decide(row: Threshold, actor: Actor, *, approved: bool) -> None:
    """Put a proposed sum (locked) in force for decisions that begin from now on, or refuse it. Raises Refused."""
    if Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(DECIDE, (Role.SUPERVISOR,)),))
    if row.state != "open":
        raise Refused((CLOSED,))
    if row.proposed_by == actor.user_id:
        raise Refused((SAME,))
    if approved:
        _in_order(row.kind, row.fen)
    row.state, row.decided_by, row.decided_at = "approved" if approved else "refused", actor.user_id, now()
    db.session.flush()
