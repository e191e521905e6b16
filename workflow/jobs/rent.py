"""Reminders about rent support, once a day and each of them once."""

from sqlalchemy import select

from workflow.actions.reminders import remind
from workflow.db import db, writing
from workflow.models.rent import RentTotal
from workflow.queries.rent_measure import measure

AT_ONCE = 200


def remind_all() -> int:
    """Go through every enterprise that rents in the zone, a part at a time; gives how many reminders were written. Commits."""
    said, after = 0, 0
    while ids := _next(after):
        said += remind(ids, measure())
        db.session.commit()
        after = ids[-1]
    return said


def _next(after: int) -> list[int]:
    reading = writing.set(False)
    try:
        query = select(RentTotal.enterprise_id).where(RentTotal.enterprise_id > after).order_by(RentTotal.enterprise_id)
        return list(db.session.scalars(query.limit(AT_ONCE)))
    finally:
        db.session.rollback()
        writing.reset(reading)
