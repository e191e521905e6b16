"""Payments, and cases locked for a step of theirs."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow.db import db
from workflow.models.case import Case
from workflow.models.payment import Payment


def payment_in(batch_id: int, case_id: int) -> Payment | None:
    """The payment of a case that is in the batch now."""
    return db.session.scalar(select(Payment).where(Payment.batch_id == batch_id, Payment.case_id == case_id))


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


def case_ids(numbers: Iterable[str]) -> Sequence[int]:
    """Ids of submitted cases with these numbers."""
    query = select(Case.id).where(Case.number.in_(list(numbers)), Case.submitted_at.is_not(None))
    return db.session.scalars(query.order_by(Case.id)).all()
