"""Telling enterprises of offers: a message to who has an account, a letter to who has none. The caller commits."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import insert, select, update

from workflow.actions.notify import Message
from workflow.actions.offer_words import invited, letter, reminded
from workflow.clock import now
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.entitlement import AwardOffer, EntitlementList, EntitlementRow
from workflow.models.notice import Notice
from workflow.models.user import User


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


def _write(offers: Sequence[AwardOffer], words: Callable[[AwardOffer], Message]) -> set[str]:
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
