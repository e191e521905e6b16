"""Who hears of which calls."""

from sqlalchemy import select

from workflow.db import db
from workflow.models.subscription import Subscription


def subscribed_items(user_id: int) -> set[str]:
    """The items whose calls this person wants to hear of."""
    query = select(Subscription.item).where(Subscription.user_id == user_id, Subscription.ended_at.is_(None))
    return set(db.session.scalars(query))


def by_ref(ref: str) -> Subscription | None:
    """The subscription with that public name."""
    return db.session.scalars(select(Subscription).where(Subscription.ref == ref)).one_or_none()
