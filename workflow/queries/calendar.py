"""The working-day calendar, read once per process and table size."""

from sqlalchemy import func, select

from states.calendar import Calendar
from workflow.db import db
from workflow.models.call import Workday

_kept: dict[tuple[str, int, str], Calendar] = {}


def calendar() -> Calendar:
    """The calendar made of the official table; days of years without official data are provisional."""
    count, newest = db.session.execute(select(func.count(), func.max(Workday.day))).one()
    key = (str(db.engine.url), count, str(newest))
    if key not in _kept:
        rows = db.session.execute(select(Workday.day, Workday.is_workday, Workday.source).order_by(Workday.day))
        _kept.clear()
        _kept[key] = Calendar([tuple(row) for row in rows])
    return _kept[key]
