"""An offer of the bureau: the enterprise is told, answers yes or no, is reminded once, and the offer ends. No commit."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow.actions.notify import Message
from workflow.actions.offer_words import invited, letter, reminded
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.entitlement import AwardOffer, EntitlementList, EntitlementRow
from workflow.models.notice import Notice
from workflow.models.user import User

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


def tell_new(found: EntitlementList) -> None:
    """Invite everybody of a list: people with an account by a message, the others by a letter where the list has an address."""
    query = select(AwardOffer, EntitlementRow.email, EntitlementRow.name).join(
        EntitlementRow, (EntitlementRow.list_id == AwardOffer.list_id) & (EntitlementRow.number == AwardOffer.number)
    )
    rows = list(db.session.execute(query.where(AwardOffer.list_id == found.id).order_by(AwardOffer.number)))
    tell([offer for offer, _email, _name in rows])
    for offer, email, name in rows:
        if offer.told_at is None and email:
            letter(offer, email, name)
    db.session.flush()


def tell(offers: Sequence[AwardOffer]) -> int:
    """Invite the people of those that have an account here and were not told yet; gives how many enterprises."""
    people = _write(offers, invited)
    told = {offer.id for offer in offers if offer.uscc in people}
    return _mark(told, "told_at")


def remind(offers: Sequence[AwardOffer]) -> int:
    """Remind once those that were told and have not answered; gives how many enterprises."""
    _write(offers, reminded)
    return _mark({offer.id for offer in offers}, "reminded_at")


def expire(offers: Sequence[AwardOffer]) -> int:
    """End those whose last day is over."""
    ids = [offer.id for offer in offers]
    ended = update(AwardOffer).where(AwardOffer.id.in_(ids), AwardOffer.state == "open")
    db.session.execute(ended.values(state="expired", ended_at=now()))
    return len(ids)


def _write(offers: Sequence[AwardOffer], words: Any) -> set[str]:
    """A message to every active person of the enterprises; gives the credit codes of those that have somebody."""
    query = select(Enterprise.uscc, User.id).join(User, User.enterprise_id == Enterprise.id)
    codes = [offer.uscc for offer in offers]
    people: dict[str, list[int]] = {}
    for start in range(0, len(codes), 500):
        part = query.where(Enterprise.uscc.in_(codes[start : start + 500]), User.active).order_by(User.id)
        for uscc, user_id in db.session.execute(part):
            people.setdefault(uscc, []).append(user_id)
    said: list[tuple[int, Message]] = [(user, words(one)) for one in offers for user in people.get(one.uscc, ())]
    rows = [{"user_id": user_id, "at": now(), "attempts": 0} | message._asdict() for user_id, message in said]
    if rows:
        table: Any = Notice.__table__
        db.session.execute(insert(table), rows)
    return set(people)


def _mark(ids: set[int], column: str) -> int:
    if ids:
        marked = update(AwardOffer).where(AwardOffer.id.in_(ids), AwardOffer.state == "open")
        db.session.execute(marked.values({column: now()}))
    return len(ids)
