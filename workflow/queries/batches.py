"""Payment batches: the newest ones, and one by its number."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select

from workflow.db import db
from workflow.models.payment import PaymentBatch
from workflow.models.payment_line import PaymentLine
from workflow.models.user import User

BATCHES = 20


def batch_by_number(number: str, *, for_change: bool = False) -> PaymentBatch | None:
    """The batch of that number, locked until the commit when it is to be changed."""
    query = select(PaymentBatch).where(PaymentBatch.number == number)
    return db.session.scalar(query.with_for_update() if for_change else query)


def batches(before: int | None = None) -> Sequence[Row[PaymentBatch, str, int, int, int]]:
    """The newest batches (before an id), one more than shown: who prepared them, how many lines, confirmed and failed.

    Lines that were taken out before a release do not count.
    """
    newest = select(PaymentBatch.id).order_by(PaymentBatch.id.desc()).limit(BATCHES + 1)
    if before is not None:
        newest = newest.where(PaymentBatch.id < before)
    state = PaymentLine.state
    lines = (
        select(
            PaymentLine.batch_id,
            func.count().filter(state != "returned").label("lines"),
            func.count().filter(state == "confirmed").label("confirmed"),
            func.count().filter(state == "failed").label("failed"),
        )
        .where(PaymentLine.batch_id.in_(newest.scalar_subquery()))
        .group_by(PaymentLine.batch_id)
        .subquery()
    )
    query = (
        select(
            PaymentBatch,
            User.name,
            func.coalesce(lines.c.lines, 0),
            func.coalesce(lines.c.confirmed, 0),
            func.coalesce(lines.c.failed, 0),
        )
        .join(User, User.id == PaymentBatch.prepared_by)
        .outerjoin(lines, lines.c.batch_id == PaymentBatch.id)
        .where(PaymentBatch.id.in_(newest.scalar_subquery()))
        .order_by(PaymentBatch.id.desc())
    )
    return db.session.execute(query).all()
