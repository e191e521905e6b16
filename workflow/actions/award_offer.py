"""An offer of the bureau: the enterprise is told, answers yes or no, is reminded once, and the offer ends. No commit."""

from collections.abc import Sequence

from sqlalchemy import update

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.entitlement import AwardOffer

FOREIGN = Blocker("foreign_offer", "这份邀请不是给贵单位的", "This offer is not for your enterprise")
OVER = Blocker("offer_over", "这份邀请已经答复过或已过期", "This offer was answered or has ended")
LONGEST = 1000


def check_open(offer: AwardOffer, actor: Actor) -> Enterprise:
    """The enterprise of the person, when the offer is theirs to answer. `offer` is locked. Raises Refused."""
    firm = db.session.get(Enterprise, actor.enterprise_id) if actor.enterprise_id is not None else None
    if firm is None or Role.APPLICANT not in actor.roles or firm.uscc != offer.uscc:
        raise Refused((FOREIGN,))
    if offer.state != "open" or business_date() > offer.answer_by:
        raise Refused((OVER,))
    return firm


def decline(offer: AwardOffer, actor: Actor, reason: str) -> None:
    """No thanks. The enterprise may still apply by itself while the call is open. Raises Refused."""
    check_open(offer, actor)
    offer.state, offer.ended_at, offer.reason = "declined", now(), reason[:LONGEST]
    offer.answered_by = actor.user_id
    db.session.flush()


def expire(offers: Sequence[AwardOffer]) -> int:
    """End those whose last day is over."""
    ids = [offer.id for offer in offers]
    ended = update(AwardOffer).where(AwardOffer.id.in_(ids), AwardOffer.state == "open")
    db.session.execute(ended.values(state="expired", ended_at=now()))
    return len(ids)
