"""The working-day calendar of this installation, read once for each state of its table."""

from sqlalchemy import func, select

from states.calendar import WorkCalendar
from states.day_table import Day
from workflow.db import db
from workflow.models.admin_change import APPROVED, HOLIDAYS, AdminChange
from workflow.models.call import Workday

_kept: dict[tuple[str, int, str, int | None], WorkCalendar] = {}


def calendar() -> WorkCalendar:
    """The calendar made of the imported table; days of years without official data are provisional."""
    approved = select(func.max(AdminChange.id)).where(AdminChange.kind == HOLIDAYS, AdminChange.state == APPROVED)
    columns = (func.count(), func.max(Workday.day), approved.scalar_subquery())
    count, newest, change = db.session.execute(select(*columns)).one()
    key = (str(db.engine.url), count, str(newest), change)
    if key not in _kept:
        rows = db.session.execute(select(Workday.day, Workday.is_workday, Workday.source).order_by(Workday.day))
        made = WorkCalendar(Day(*row) for row in rows)
        _kept.clear()
        _kept[key] = made
    return _kept[key]
