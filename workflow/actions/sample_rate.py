"""How often approvals of an item are drawn: one person proposes a rate, a supervisor decides, never the same. The caller commits."""

from sqlalchemy import select

from rules import catalogue
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.sample_rate import SampleRate
from workflow.sampling import PER_MILLE

PROPOSERS = (Role.REVIEWER, Role.SUPERVISOR)
PROPOSE, DECIDE = Say("提议抽查比例", "Propose a rate"), Say("决定抽查比例", "Decide on a rate")
NO_ITEM = Blocker("no_item", "这一条不在这里审定金额，不用抽查", "Nothing is approved here under this item")
NO_RATE = Blocker("no_rate", "比例要在0到100%之间，最多一位小数", "A rate is between 0 and 100 %, with one decimal")
WAITS = Blocker(
    "rate_waits", "这一条已有一个比例在等决定，请先决定", "A rate of this item waits to be decided; decide on it first"
)
CLOSED = Blocker("rate_closed", "这个比例已经决定过了", "This rate is decided already")
SAME = Blocker(
    "rate_same_person", "您是提议人，要由另一位科室负责人决定", "You proposed it; another supervisor decides"
)


def in_force(item: str) -> SampleRate | None:
    """The rate of an item: the one approved last; None when nothing of it is drawn."""
    query = select(SampleRate).where(SampleRate.item == item, SampleRate.state == "approved")
    return db.session.scalars(query.order_by(SampleRate.id.desc()).limit(1)).first()


def propose(item: str, per_mille: int, reason: str, actor: Actor) -> SampleRate:
    """Propose that `per_mille` of the item's approvals are drawn. Raises Refused."""
    reason = reasoned(reason)
    if not actor.roles.intersection(PROPOSERS):
        raise Refused((wrong_role(PROPOSE, PROPOSERS),))
    if item not in catalogue.ITEMS or catalogue.item(item).kind != "computes":
        raise Refused((NO_ITEM,))
    if not 0 <= per_mille <= PER_MILLE:
        raise Refused((NO_RATE,))
    if db.session.scalars(select(SampleRate.id).where(SampleRate.item == item, SampleRate.state == "open")).first():
        raise Refused((WAITS,))
    assert actor.user_id is not None
    row = SampleRate(
        item=item, per_mille=per_mille, reason=reason, state="open", proposed_by=actor.user_id, proposed_at=now()
    )
    db.session.add(row)
    db.session.flush()
    return row


def decide(row: SampleRate, actor: Actor, *, approved: bool) -> None:
    """Put a proposed rate (locked) in force for every approval from now on, or refuse it. Raises Refused."""
    if Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(DECIDE, (Role.SUPERVISOR,)),))
    if row.state != "open":
        raise Refused((CLOSED,))
    if row.proposed_by == actor.user_id:
        raise Refused((SAME,))
    row.state, row.decided_by, row.decided_at = "approved" if approved else "refused", actor.user_id, now()
    db.session.flush()
