"""Payments, their batches, and the cases that wait to be paid."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow.db import db
from workflow.models.case import Case
from workflow.models.money import Payment


def payments_of(batch_id: int) -> Sequence[Payment]:
    """The payments that are in the batch now, in the order they were put in."""
    return db.session.scalars(select(Payment).where(Payment.batch_id == batch_id).order_by(Payment.id)).all()


def locked_cases(ids: Iterable[int]) -> Sequence[Case]:
    """The cases with enterprise and call, locked until the commit, always in the same order so that nobody waits in a ring."""
    query = (
        select(Case)
        .options(joinedload(Case.enterprise), joinedload(Case.call))
        .where(Case.id.in_(list(ids)))
        .order_by(Case.id)
        .with_for_update(of=Case)
    )
    return db.session.scalars(query).all()
