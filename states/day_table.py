"""The table of days off and make-up working days (调休), from the State Council's yearly notices."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

PROVISIONAL = "provisional"
COLUMNS = ["date", "is_workday", "source"]


class Day(NamedTuple):
    """One row of the table; `source` is the number of the notice, or PROVISIONAL."""

    date: date
    is_workday: bool
    source: str


def read_days(lines: Iterable[str]) -> list[Day]:
    """Days from CSV text with the header date,is_workday,source (2026-01-01,no,…); ValueError names the bad line."""
    reader = csv.reader(lines)
    if next(reader, None) != COLUMNS:
        raise ValueError(f"line 1: the header must be {','.join(COLUMNS)}")
    days: dict[date, Day] = {}
    for number, row in enumerate(reader, start=2):
        try:
            text, workday, source = (cell.strip() for cell in row)
            day = Day(date.fromisoformat(text), {"yes": True, "no": False}[workday], source)
        except (ValueError, KeyError):
            raise ValueError(f"line {number}: expected a date, yes or no, and a source, not {row}") from None
        if not source:
            raise ValueError(f"line {number}: say which notice this comes from")
        if day.date in days:
            raise ValueError(f"line {number}: {day.date} is there twice")
        days[day.date] = day
    return list(days.values())


def official_days() -> list[Day]:
    """The table kept beside this file: the notices for 2021–2026, the statutory holidays after that."""
    with Path(__file__).with_name("holidays.csv").open(encoding="utf-8", newline="") as file:
        return read_days(file)
