"""The working days of a public notice in a row: which are over, which is today, which are still to come."""

from datetime import date, timedelta
from typing import NamedTuple

from states.calendar import WorkCalendar
from workflow.queries.publicity import Notice


class NoticeDay(NamedTuple):
    """The number of a working day of the notice; `past`, `today` or `ahead`."""

    number: int
    day: date
    when: str


def notice_days(notice: Notice, days: WorkCalendar, today: date) -> list[NoticeDay]:
    """Every working day of the notice, its first included; a notice has thirty at most."""
    span = (notice.ends_on - notice.starts_on).days
    every = [notice.starts_on + timedelta(days=no) for no in range(min(span, 60) + 1)]
    work = [day for day in every if days.is_workday(day)][:30]
    return [NoticeDay(no, day, _when(day, today)) for no, day in enumerate(work, 1)]


def _when(day: date, today: date) -> str:
    return "today" if day == today else "past" if day < today else "ahead"
