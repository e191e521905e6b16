"""Offers as an enterprise sees its own, and those that wait for the worker."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, exists, select

from workflow.clock import now
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.entitlement import AwardOffer
from workflow.models.user import User

AT_ONCE = 200


def open_offers(enterprise_id: int) -> Sequence[AwardOffer]:
    """Those that the enterprise may still answer."""
    mine = select(Enterprise.uscc).where(Enterprise.id == enterprise_id).scalar_subquery()
    query = select(AwardOffer).where(AwardOffer.uscc == mine, AwardOffer.state == "open")
    return db.session.scalars(query.order_by(AwardOffer.answer_by, AwardOffer.id).limit(20)).all()


def own_offer(offer_id: int, enterprise_id: int, *, for_change: bool = False) -> AwardOffer | None:
    """An offer, if it was made to the enterprise."""
    mine = select(Enterprise.uscc).where(Enterprise.id == enterprise_id).scalar_subquery()
    query = select(AwardOffer).where(AwardOffer.id == offer_id, AwardOffer.uscc == mine)
    return db.session.scalar(query.with_for_update(of=AwardOffer) if for_change else query)


def untold() -> Sequence[AwardOffer]:
    """Open ones whose enterprise has somebody here by now and was not told."""
    somebody = exists().where(User.enterprise_id == Enterprise.id, User.active, Enterprise.uscc == AwardOffer.uscc)
    query = select(AwardOffer).where(AwardOffer.state == "open", AwardOffer.told_at.is_(None), somebody)
    return _first(query)


def due_for_reminder(last: date) -> Sequence[AwardOffer]:
    """Open ones that end by that day, were told of some days ago, and not reminded."""
    told = (AwardOffer.told_at < now() - timedelta(days=2), AwardOffer.reminded_at.is_(None))
    return _first(select(AwardOffer).where(AwardOffer.state == "open", *told, AwardOffer.answer_by <= last))


def over(today: date) -> Sequence[AwardOffer]:
    """Open ones whose last day was before today."""
    return _first(select(AwardOffer).where(AwardOffer.state == "open", AwardOffer.answer_by < today))


def _first(query: Select[AwardOffer]) -> Sequence[AwardOffer]:
    locked = (
        query.order_by(AwardOffer.answer_by, AwardOffer.id)
        .limit(AT_ONCE)
        .with_for_update(of=AwardOffer, skip_locked=True)
    )
    return db.session.scalars(locked).all()
