"""Working days of China: Monday to Friday, corrected by a table of days off and make-up working days (调休).

The table comes from the State Council's yearly notice and can be imported. A year without its notice is provisional:
deadlines in it are computed from the statutory holidays known so far and change when the notice is published.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from states.day_table import PROVISIONAL, Day, official_days

ONE_DAY = timedelta(days=1)
# No clock of the procedure is longer than this many calendar days per working day, plus the longest holiday.
STRETCH, SLACK = 3, 30


class WorkCalendar:
    """Answers every question about working days in logarithmic time; immutable."""

    def __init__(self, days: Iterable[Day]) -> None:
        """Take the table; days it does not hold follow the week."""
        table = sorted(days)
        self._days = {day.date: day.is_workday for day in table}
        # Every notice names the National Day, so its official row tells that the year's notice was imported.
        self._official = {
            d.date.year for d in table if (d.date.month, d.date.day) == (10, 1) and d.source != PROVISIONAL
        }
        self._changed: list[int] = []
        self._shift = [0]
        for day in table:
            if day.is_workday != _in_week(day.date):
                self._changed.append(day.date.toordinal())
                self._shift.append(self._shift[-1] + (1 if day.is_workday else -1))

    def is_workday(self, day: date) -> bool:
        """True when the bureau works on that day."""
        return self._days.get(day, _in_week(day))

    def is_provisional(self, first: date, last: date) -> bool:
        """True when a year in this span has no official table yet: warn, and compute again when it is imported."""
        return any(year not in self._official for year in range(first.year, last.year + 1))

    def _number(self, ordinal: int) -> int:
        """How many working days there are from day 1 up to and including the day with this ordinal."""
        weeks, rest = divmod(ordinal, 7)  # ordinal 1 is a Monday
        return weeks * 5 + min(rest, 5) + self._shift[bisect_right(self._changed, ordinal)]

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end` (statutory: the starting day is not counted)."""
        if end <= start:
            return 0
        return self._number(end.toordinal()) - self._number(start.toordinal())

    def count_inclusive(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both counted (public notice)."""
        return self.count(first - ONE_DAY, last)

    def due(self, start: date, days: int) -> date:
        """The last day of a statutory period of `days` ≥ 1 working days that starts to run after `start`."""
        if days < 1:
            raise ValueError(f"a period has at least one working day, not {days}")
        low = start.toordinal()
        wanted = self._number(low) + days
        span = range(low, low + days * STRETCH + SLACK)
        return date.fromordinal(span[bisect_left(span, wanted, key=self._number)])

    def due_inclusive(self, first: date, days: int) -> date:
        """The last day of a period of `days` working days that counts its first day."""
        return self.due(first - ONE_DAY, days)

    def left(self, today: date, due: date) -> int:
        """Working days after today up to `due`: 0 on the last day; below 0 once it has passed, even on a weekend."""
        return self.count(today, due) if today <= due else -max(1, self.count(due, today))


def _in_week(day: date) -> bool:
    return day.isoweekday() <= 5


@lru_cache(maxsize=1)
def official_calendar() -> WorkCalendar:
    """The calendar of the committed table; a shell with an imported table makes its own."""
    return WorkCalendar(official_days())
