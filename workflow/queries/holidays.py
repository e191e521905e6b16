"""The working-day table by years, what another table would change, and which due dates would move."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from states.calendar import WorkCalendar
from states.day_table import PROVISIONAL, Day
from states.limits import Limits
from states.moment import Moment
from states.names import State
from states.stages import standing
from workflow.clock import business_date
from workflow.db import db
from workflow.models.call import Workday
from workflow.models.case import Case, Transition

#: So many cases in work are computed for a preview, those due first.
MOST = 200


class Year(NamedTuple):
    """A year of the table: days off, make-up working days, and whether the notice is imported."""

    year: int
    off: int
    made_up: int
    official: bool
    source: str


class Moved(NamedTuple):
    """A day that is worked on or not otherwise than before."""

    day: date
    works: bool


class Due(NamedTuple):
    """A case whose due date would move."""

    case: Case
    before: date
    after: date


def table() -> Sequence[Day]:
    """Every day of the table."""
    query = select(Workday.day, Workday.is_workday, Workday.source).order_by(Workday.day)
    return [Day(*row) for row in db.session.execute(query)]


def days_of(year: int) -> Sequence[Day]:
    """The table of one year."""
    return [one for one in table() if one.date.year == year]


def years(days: Sequence[Day]) -> list[Year]:
    """The years of the table, the newest first."""
    found = []
    for year in sorted({one.date.year for one in days}, reverse=True):
        mine = [one for one in days if one.date.year == year]
        official = any((d.date.month, d.date.day) == (10, 1) and d.source != PROVISIONAL for d in mine)
        sources = sorted({d.source for d in mine if d.source != PROVISIONAL})
        off = sum(not d.is_workday for d in mine)
        found.append(Year(year, off, len(mine) - off, official, sources[0] if sources else ""))
    return found


def moved(before: WorkCalendar, after: WorkCalendar, year: int) -> list[Moved]:
    """The days of a year that become working days or days off."""
    every = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    days = (day for day in every if day.year == year)
    return [Moved(day, after.is_workday(day)) for day in days if before.is_workday(day) != after.is_workday(day)]


def due_dates(after: WorkCalendar, first: date) -> tuple[list[Due], bool]:
    """Of the cases due from the first moved day on, those whose due date moves; and whether not all were looked at."""
    query = select(Case).where(Case.due_on >= first, Case.state != State.PUBLICITY)
    query = query.options(joinedload(Case.call), joinedload(Case.enterprise))
    cases = db.session.scalars(query.order_by(Case.due_on, Case.id).limit(MOST + 1)).all()
    steps: dict[int, list[Moment]] = {case.id: [] for case in cases[:MOST]}
    rows = select(Transition.case_id, Transition.action, Transition.at, Transition.detail)
    rows = rows.where(Transition.case_id.in_(steps)).order_by(Transition.case_id, Transition.seq)
    for case_id, action, at, detail in db.session.execute(rows):
        steps[case_id].append(Moment(action, business_date(at), int(detail.get("days", 0))))
    found, today = [], business_date()
    for case in cases[:MOST]:
        clock = standing(steps[case.id], after, today, Limits(**case.call.days)).clock
        if clock is not None and clock.due is not None and case.due_on is not None and clock.due != case.due_on:
            found.append(Due(case, case.due_on, clock.due))
    return found, len(cases) > MOST
