"""Subscribing to the calls for an item, and ending it. The caller commits."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import current_app
from sqlalchemy import func, select, update

from workflow.actions.caps import insert_if_absent
from workflow.actions.mail import post
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.subscription import Subscription
from workflow.queries.subscriptions import by_ref
from workflow.subscription_words import confirmation

#: How long the link of a letter confirms.
CONFIRM = timedelta(days=7)
#: So many unconfirmed items an address may be asked about in one day, and all addresses together in one hour.
ASKED_A_DAY, ASKED_AN_HOUR = 3, 300


def subscribe(item: str, user_id: int, lang: str) -> None:
    """A person of the system wants to hear of calls for the item; twice is as good as once."""
    at = now()
    insert_if_absent(
        Subscription, item=item, user_id=user_id, lang=lang, ref=secrets.token_hex(16), created_at=at, confirmed_at=at
    )


def unsubscribe(item: str, user_id: int) -> None:
    """The person does not want to hear of them any more."""
    mine = (Subscription.item == item) & (Subscription.user_id == user_id) & Subscription.ended_at.is_(None)
    db.session.execute(update(Subscription).where(mine).values(ended_at=now()))


def ask(item: str, address: str, lang: str) -> None:
    """Write to an address, which must be one, for its consent; nothing when it consented or was asked too often.

    Whoever asks learns nothing from it: the answer on the page is the same.
    """
    address = address.lower()
    if _asked_too_often(address):
        return
    at = now()
    insert_if_absent(Subscription, item=item, address=address, lang=lang, ref=secrets.token_hex(16), created_at=at)
    live = (Subscription.item == item) & (Subscription.address == address) & Subscription.ended_at.is_(None)
    row = db.session.scalars(select(Subscription).where(live).with_for_update()).one()
    if row.confirmed_at is None:
        row.created_at = at  # the link counts from the newest letter
        post(address, *confirmation(row, token(row)), f"subscribe-{row.ref}-{business_date(at)}")


def _asked_too_often(address: str) -> bool:
    waiting = select(func.count()).select_from(Subscription).where(Subscription.confirmed_at.is_(None))
    today = waiting.where(Subscription.address == address, Subscription.created_at > now() - timedelta(days=1))
    hour = waiting.where(Subscription.created_at > now() - timedelta(hours=1))
    return (db.session.scalar(today) or 0) >= ASKED_A_DAY or (db.session.scalar(hour) or 0) >= ASKED_AN_HOUR


def token(row: Subscription) -> str:
    """What the links of this subscription carry: its public name, signed."""
    return f"{row.ref}-{_signature(row.ref)}"


def _signature(ref: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"call subscription {ref}".encode(), hashlib.sha256).hexdigest()[:32]


def opened(link: str) -> Subscription | None:
    """The subscription whose link this is; None for every other text."""
    ref, _dash, signature = link.partition("-")
    return by_ref(ref) if hmac.compare_digest(signature.encode(), _signature(ref).encode()) else None


def confirm(row: Subscription) -> bool:
    """The address consents; False when the link is older than a week or the subscription has ended."""
    if row.ended_at is not None or (row.confirmed_at is None and now() - row.created_at > CONFIRM):
        return False
    row.confirmed_at = row.confirmed_at or now()
    db.session.flush()
    return True


def end(row: Subscription) -> None:
    """No more letters."""
    row.ended_at = row.ended_at or now()
    db.session.flush()
