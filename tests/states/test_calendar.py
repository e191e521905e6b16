"""Working days against published notices, two independent packages and a walk day by day."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.calendar import WorkCalendar, official_calendar
from states.day_table import Day, official_days, read_days

CALENDAR = official_calendar()
DAYS = st.dates(date(2021, 1, 1), date(2028, 6, 30))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2023, 6, 19), date(2023, 6, 28), 7),
        (date(2023, 6, 20), date(2023, 6, 29), 7),
        (date(2021, 8, 18), date(2021, 8, 24), 5),
        (date(2021, 6, 1), date(2021, 6, 7), 5),
    ],
)
def test_published_notices(first: date, last: date, days: int) -> None:
    assert CALENDAR.count_inclusive(first, last) == days
    assert CALENDAR.due_inclusive(first, days) == last


@pytest.mark.parametrize("year", range(2021, 2027))
def test_the_table_agrees_with_chinesecalendar_on_every_day(year: int) -> None:
    for number in range(366):
        day = date(year, 1, 1) + timedelta(number)
        if day.year == year:
            assert CALENDAR.is_workday(day) is chinese_calendar.is_workday(day), day


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_table_agrees_with_holidays_on_every_day(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    days = [date(year, 1, 1) + timedelta(number) for number in range(365)]
    assert [day for day in days if CALENDAR.is_workday(day) is not china.is_working_day(day)] == []
    assert sum(map(CALENDAR.is_workday, days)) == 248


def test_years_without_a_notice_are_provisional() -> None:
    assert not CALENDAR.is_provisional(date(2021, 1, 1), date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2026, 12, 1), date(2027, 1, 4))
    published = [Day(date(2027, 10, 1), is_workday=False, source="a notice")]
    table = [day for day in official_days() if day.date != date(2027, 10, 1)] + published
    assert not WorkCalendar(table).is_provisional(date(2026, 12, 1), date(2027, 1, 4))
    assert WorkCalendar([]).is_provisional(date(2026, 1, 5), date(2026, 1, 9))


def test_a_published_table_moves_deadlines() -> None:
    start = date(2027, 2, 4)
    assert CALENDAR.due(start, 1) == date(2027, 2, 11)
    longer = [*official_days(), Day(date(2027, 2, 11), is_workday=False, source="a notice")]
    assert WorkCalendar(longer).due(start, 1) == date(2027, 2, 12)


def test_the_two_ways_of_counting_differ_by_the_first_day() -> None:
    friday = date(2026, 3, 20)
    assert CALENDAR.due(friday, 5) == date(2026, 3, 27)
    assert CALENDAR.due_inclusive(friday, 5) == date(2026, 3, 26)


def test_days_left_count_down_through_zero_and_are_late_on_a_weekend() -> None:
    due = date(2026, 3, 20)  # a Friday
    days = [date(2026, 3, day) for day in (18, 19, 20, 21, 22, 23, 24)]
    assert [CALENDAR.left(day, due) for day in days] == [2, 1, 0, -1, -1, -1, -2]


@given(start=DAYS, days=st.integers(1, 80))
def test_due_is_what_a_walk_through_the_days_finds(start: date, days: int) -> None:
    day, found = start, 0
    while found < days:
        day += timedelta(1)
        found += CALENDAR.is_workday(day)
    assert CALENDAR.due(start, days) == day
    assert CALENDAR.count(start, day) == days
    assert CALENDAR.is_workday(day)


@given(first=DAYS, second=DAYS, third=DAYS)
def test_counts_add_up(first: date, second: date, third: date) -> None:
    a, b, c = sorted([first, second, third])
    assert CALENDAR.count(a, b) + CALENDAR.count(b, c) == CALENDAR.count(a, c)
    assert CALENDAR.count(b, a) == 0


def test_a_period_has_a_day() -> None:
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.due(date(2026, 1, 5), 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("day,workday\n", "line 1: the header"),
        ("", "line 1: the header"),
        ("date,is_workday,source\n2026-13-01,no,x\n", "line 2: expected a date"),
        ("date,is_workday,source\n2026-01-01,maybe,x\n", "line 2: expected a date"),
        ("date,is_workday,source\n2026-01-01,no\n", "line 2: expected a date"),
        ("date,is_workday,source\n2026-01-01,no,\n", "line 2: say which notice"),
        ("date,is_workday,source\n2026-01-01,no,x\n2026-01-01,yes,x\n", "line 3: 2026-01-01 is there twice"),
    ],
)
def test_a_bad_table_names_its_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_days(text.splitlines())
