"""Calendar months as whole numbers, so that runs of months and their years are plain arithmetic."""

import re

_FORM = re.compile(r"([0-9]{4})-([0-9]{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2999


class NotAMonth(ValueError):
    """The value is not a month such as `2024-07`."""


def parse_month(text: object) -> int:
    """`2024-07` as a month number (year times 12 plus months since January). Raises `NotAMonth`."""
    form = _FORM.fullmatch(text) if isinstance(text, str) else None
    if not form:
        raise NotAMonth(text)
    year, month = int(form[1]), int(form[2])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise NotAMonth(text)
    return year * 12 + month - 1


def month_text(month: int) -> str:
    """A month number as `2024-07`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def year_of(month: int) -> int:
    """The calendar year of a month number."""
    return month // 12


def by_period(months: list[int], anchor: int = 0) -> list[list[int]]:
    """Split months (ascending) where a new period of twelve begins, counted from the anchor; 0 gives calendar years."""
    parts: list[list[int]] = []
    for month in months:
        if parts and (parts[-1][0] - anchor) // 12 == (month - anchor) // 12:
            parts[-1].append(month)
        else:
            parts.append([month])
    return parts
