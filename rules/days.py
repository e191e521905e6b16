"""Days as leases and forms state them, and the part of a month that a day is."""

import calendar
import datetime as dt
import math
from typing import Any

from rules import months

DAYS = math.lcm(28, 29, 30, 31)
"""Parts of a month that a day of any month is a whole number of; used when part months count by days."""


def parse_day(text: Any, *, last: bool) -> dt.date:
    """`2024-07-15`, or `2024-07` for the first (or last) day of that month. Raises `ValueError`."""
    if isinstance(text, str) and len(text) == 7:
        month = months.parse_month(text)
        year, of = divmod(month, 12)
        return dt.date(year, of + 1, calendar.monthrange(year, of + 1)[1] if last else 1)
    if isinstance(text, str) and text.isascii() and len(text) == 10:
        months.parse_month(text[:7])
        return dt.date.fromisoformat(text)
    raise ValueError(text)
