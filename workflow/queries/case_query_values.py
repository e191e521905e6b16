"""Values of the query box that have an order: money, days, counts. Each is read as a range that includes its ends.

A day is a date, or a number of days from today (`-30`), so that a view that is kept stays true tomorrow.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

Day: TypeAlias = date | int
Range: TypeAlias = tuple[int | None, int | None]
Days: TypeAlias = tuple[Day | None, Day | None]

OPERATOR = re.compile(r"(>=|<=|>|<|=)?(.+)")
MONEY = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,6}))?(万元|亿元|万|亿|元|w|k)?")
UNITS = {"万": 1_000_000, "万元": 1_000_000, "w": 1_000_000, "亿": 10**10, "亿元": 10**10, "k": 100_000, "元": 100}
MOST_FEN = 10**13
#: A year is written with four digits from here on; the first day of all would have no moment in UTC.
FIRST_YEAR = 1000
NEAR = re.compile(r"([0-9]{1,4})(天内|天前|d|d_ago)")
WORDS = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "昨天": -1, "yesterday": -1}


class UnreadableError(ValueError):
    """The value is not what the condition takes."""


def fen(text: str) -> int:
    """`10万` → 100,000 yuan in fen. Raises UnreadableError."""
    found = MONEY.fullmatch(text)
    if found is None:
        raise UnreadableError(text)
    unit = UNITS[found[3] or "元"]
    digits = (found[2] or "").rstrip("0")
    value = int(found[1].replace(",", "")) * unit + (int(digits or 0) * unit) // 10 ** len(digits)
    if (int(digits or 0) * unit) % 10 ** len(digits) or value > MOST_FEN:
        raise UnreadableError(text)
    return value


def number(text: str) -> int:
    """A count. Raises UnreadableError."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise UnreadableError(text)
    return int(text)


def span(text: str, read: Callable[[str], int]) -> Range:
    """`>10`, `<=10`, `10..20`, `10` as a range. Raises UnreadableError."""
    if ".." in text:
        low, _dots, high = text.partition("..")
        return _ordered((read(low) if low else None, read(high) if high else None))
    found = OPERATOR.fullmatch(text)
    if found is None:
        raise UnreadableError(text)
    value = read(found[2])
    return _ordered(
        {
            ">": (value + 1, None),
            ">=": (value, None),
            "<": (None, value - 1),
            "<=": (None, value),
        }.get(found[1] or "", (value, value))
    )


def _ordered(found: Range) -> Range:
    low, high = found
    if (low is None and high is None) or (high is not None and high < (low or 0)):
        raise UnreadableError("no such number")
    return found


def days(text: str, *, ahead: bool) -> Days:
    """Days as a range: a date, a month, a year, `<2026-04-01`, `7天内` (to come when `ahead`, else past), `30天前`, `..`.

    Raises UnreadableError.
    """
    if near := NEAR.fullmatch(text):
        count = int(near[1])
        if near[2] in {"天前", "d_ago"}:
            return None, -count
        return (0, count) if ahead else (-count, 0)
    if ".." in text:
        low, _dots, high = text.partition("..")
        first, last = (_day(low)[0] if low else None), (_day(high)[1] if high else None)
        if (first is None and last is None) or (type(first) is type(last) and first is not None and last < first):  # type: ignore[operator]
            raise UnreadableError(text)
        return first, last
    found = OPERATOR.fullmatch(text)
    if found is None:
        raise UnreadableError(text)
    first, last = _day(found[2])
    after, before = _beside(last, 1), _beside(first, -1)
    return {">": (after, None), ">=": (first, None), "<": (None, before), "<=": (None, last)}.get(
        found[1] or "", (first, last)
    )


def _beside(day: Day, by: int) -> Day:
    try:
        return day + by if isinstance(day, int) else day + timedelta(days=by)
    except OverflowError:
        raise UnreadableError(str(day)) from None


def _day(text: str) -> tuple[Day, Day]:
    """First and last day that a text means."""
    if text in WORDS:
        return WORDS[text], WORDS[text]
    if found := re.fullmatch(r"[+-][0-9]{1,4}", text):
        return int(found[0]), int(found[0])
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text)
    if found is None:
        raise UnreadableError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    if (year or 0) < FIRST_YEAR:
        raise UnreadableError(text)
    try:
        if day:
            return date(year or 0, month or 0, day), date(year or 0, month or 0, day)
        first = date(year or 0, month or 1, 1)
        after = date((year or 0) + 1, 1, 1) if not month or month == 12 else date(year or 0, month + 1, 1)
    except ValueError:
        raise UnreadableError(text) from None
    return first, after - timedelta(days=1)
