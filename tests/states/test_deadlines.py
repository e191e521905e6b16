"""Clocks: the promise, fixed examples, and properties over any order of events."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from states.calendar import official_calendar
from states.clock import ClockError, ClockEvent, Level, Tick
from states.deadlines import read_clock
from states.limits import Limits
from states.names import Role

CALENDAR = official_calendar()
MONDAY = date(2026, 3, 2)
START = ClockEvent(Tick.START, MONDAY, Role.CASEWORKER)
STOP, RESTART, EXTEND, FINISH = Tick.STOP, Tick.RESTART, Tick.EXTEND, Tick.FINISH


def march(day: int) -> date:
    return date(2026, 3, day)


def test_the_stages_fit_into_the_promise() -> None:
    limits = Limits()
    assert limits.within_promise() <= limits.promised == 60
    assert (limits.acceptance, limits.formal_check, limits.evaluation) == (5, 5, 15)
    assert (limits.committee, limits.publicity, limits.payment) == (15, 5, 15)


def test_a_running_clock() -> None:
    clock = read_clock([START], 5, CALENDAR, march(4))
    assert (clock.used, clock.due, clock.left, clock.level) == (2, march(9), 3, Level.ON_TIME)
    assert (clock.waits_for, clock.since, clock.provisional) == (Role.CASEWORKER, MONDAY, False)


@pytest.mark.parametrize(
    ("today", "left", "level"),
    [(5, 2, Level.SOON), (9, 0, Level.SOON), (10, -1, Level.OVERDUE), (11, -2, Level.OVERDUE)],
)
def test_colours(today: int, left: int, level: Level) -> None:
    clock = read_clock([START], 5, CALENDAR, march(today))
    assert (clock.left, clock.level) == (left, level)


def test_a_clock_due_on_friday_is_late_on_saturday() -> None:
    clock = read_clock([START], 4, CALENDAR, march(7))
    assert (clock.due, clock.left, clock.level) == (march(6), -1, Level.OVERDUE)


def test_a_stopped_clock_waits_for_the_applicant_and_has_no_due_date() -> None:
    events = [START, ClockEvent(STOP, march(4), Role.APPLICANT)]
    clock = read_clock(events, 5, CALENDAR, march(25))
    assert (clock.used, clock.due, clock.left, clock.level) == (2, None, 3, Level.STOPPED)
    assert (clock.waits_for, clock.since) == (Role.APPLICANT, march(4))


def test_a_restarted_clock_has_what_was_left() -> None:
    events = [START, ClockEvent(STOP, march(4), Role.APPLICANT), ClockEvent(RESTART, march(16), Role.CASEWORKER)]
    clock = read_clock(events, 5, CALENDAR, march(17))
    assert (clock.used, clock.due, clock.left, clock.waits_for) == (3, march(19), 2, Role.CASEWORKER)


def test_public_notice_counts_its_first_day() -> None:
    clock = read_clock([START], 5, CALENDAR, MONDAY, inclusive=True)
    assert (clock.used, clock.due, clock.left) == (1, march(6), 4)


def test_a_finished_clock_keeps_what_it_used() -> None:
    events = [START, ClockEvent(FINISH, march(11))]
    clock = read_clock(events, 5, CALENDAR, march(30))
    assert (clock.used, clock.left, clock.level, clock.due) == (7, -2, Level.FINISHED, march(9))


def test_a_clock_stopped_on_its_last_day_gives_no_day_after() -> None:
    events = [START, ClockEvent(STOP, march(9), Role.APPLICANT), ClockEvent(RESTART, march(20), Role.CASEWORKER)]
    assert read_clock(events, 5, CALENDAR, march(20)).left == 0
    assert read_clock(events, 5, CALENDAR, march(21)).level is Level.OVERDUE  # a Saturday


def test_a_due_date_in_an_unpublished_year_is_provisional() -> None:
    late = ClockEvent(Tick.START, date(2026, 12, 30), Role.FINANCE)
    assert read_clock([late], 15, CALENDAR, date(2026, 12, 30)).provisional
    assert not read_clock([late], 1, CALENDAR, date(2026, 12, 30)).provisional


@pytest.mark.parametrize(
    "events",
    [
        [],
        [ClockEvent(STOP, MONDAY)],
        [START, START],
        [START, ClockEvent(STOP, march(1))],
        [START, ClockEvent(RESTART, march(4))],
        [START, ClockEvent(STOP, march(4)), ClockEvent(STOP, march(5))],
        [START, ClockEvent(FINISH, march(4)), ClockEvent(STOP, march(5))],
        [START, ClockEvent(EXTEND, march(4), days=0)],
    ],
)
def test_events_that_cannot_follow_are_refused(events: list[ClockEvent]) -> None:
    with pytest.raises(ClockError):
        read_clock(events, 5, CALENDAR, march(31))


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[ClockEvent], date]:
    """Any legal life of a clock that is not finished, and a day to read it on."""
    day = draw(st.dates(date(2024, 1, 1), date(2026, 6, 30)))
    events, running = [ClockEvent(Tick.START, day, Role.CASEWORKER)], True
    for _ in range(draw(st.integers(0, 6))):
        day += timedelta(draw(st.integers(0, 20)))
        if draw(st.booleans()):
            events.append(ClockEvent(EXTEND, day, days=draw(st.integers(1, 10))))
        else:
            events.append(ClockEvent(STOP if running else RESTART, day, Role.APPLICANT))
            running = not running
    return events, day + timedelta(draw(st.integers(0, 40)))


LIMIT = st.integers(1, 40)
INCLUSIVE = st.booleans()


@given(life=lives(), limit=LIMIT, inclusive=INCLUSIVE)
def test_used_is_what_a_walk_through_the_days_finds(
    life: tuple[list[ClockEvent], date], limit: int, inclusive: bool
) -> None:
    events, today = life
    turns = [event for event in events if event.tick is not EXTEND]
    used, day = 0, turns[0].on - timedelta(1)
    while day < today:
        day += timedelta(1)
        before = [event for event in turns if event.on < day]  # a day belongs to who had the case until the act on it
        runs = before[-1].tick is not STOP if before else inclusive
        used += runs and CALENDAR.is_workday(day)
    clock = read_clock(events, limit, CALENDAR, today, inclusive=inclusive)
    assert clock.used == used
    assert clock.limit == limit + sum(event.days for event in events)
    assert clock.left == clock.limit - clock.used or (clock.left, clock.limit) == (-1, clock.used)


@given(life=lives(), limit=LIMIT)
def test_a_running_clock_is_late_exactly_after_its_due_date(life: tuple[list[ClockEvent], date], limit: int) -> None:
    events, today = life
    clock = read_clock(events, limit, CALENDAR, today)
    assume(clock.due is not None)
    assert clock.due is not None
    if clock.level is Level.OVERDUE:
        assert today > clock.due
    if clock.level in {Level.ON_TIME, Level.SOON}:
        assert today <= max(clock.due, clock.since)


@given(life=lives(), limit=LIMIT, more=st.integers(1, 10), data=st.data())
def test_when_an_extension_is_granted_does_not_matter(
    life: tuple[list[ClockEvent], date], limit: int, more: int, data: st.DataObject
) -> None:
    events, today = life
    readings = []
    for place in (1, data.draw(st.integers(1, len(events)))):
        extension = ClockEvent(EXTEND, events[place - 1].on, days=more)
        readings.append(read_clock([*events[:place], extension, *events[place:]], limit, CALENDAR, today))
    assert readings[0] == readings[1]


@given(life=lives(), limit=LIMIT)
def test_stopping_and_restarting_on_one_day_costs_nothing(life: tuple[list[ClockEvent], date], limit: int) -> None:
    events, today = life
    before = read_clock(events, limit, CALENDAR, today)
    assume(before.level is not Level.STOPPED)
    blink = [ClockEvent(STOP, events[-1].on, Role.APPLICANT), ClockEvent(RESTART, events[-1].on, before.waits_for)]
    after = read_clock([*events, *blink], limit, CALENDAR, today)
    assert (after.used, after.due, after.left) == (before.used, before.due, before.left)


def test_who_is_late_on_a_weekend_stays_late_when_the_clock_blinks() -> None:
    friday, saturday = date(2026, 3, 6), date(2026, 3, 7)
    events = [ClockEvent(Tick.START, date(2026, 3, 5), Role.CASEWORKER)]
    assert read_clock(events, 1, CALENDAR, friday).left == 0
    blink = [ClockEvent(STOP, saturday, Role.APPLICANT), ClockEvent(RESTART, saturday, Role.CASEWORKER)]
    assert read_clock(events, 1, CALENDAR, saturday).left == -1
    assert read_clock([*events, *blink], 1, CALENDAR, saturday).left == -1


@given(start=st.dates(date(2024, 1, 1), date(2025, 12, 31)), stop=st.integers(0, 30), pause=st.integers(0, 60))
def test_a_pause_moves_the_due_date_by_its_own_working_days(start: date, stop: int, pause: int) -> None:
    halt = start + timedelta(stop)
    again = halt + timedelta(pause)
    assume(CALENDAR.count(start, halt) < 30)
    events = [ClockEvent(Tick.START, start), ClockEvent(STOP, halt), ClockEvent(RESTART, again)]
    clock = read_clock(events, 30, CALENDAR, again)
    assert clock.due == CALENDAR.due(start, 30 + CALENDAR.count(halt, again))


@given(life=lives(), limit=LIMIT)
def test_time_only_adds(life: tuple[list[ClockEvent], date], limit: int) -> None:
    events, today = life
    readings = [read_clock(events, limit, CALENDAR, today + timedelta(n)) for n in range(15)]
    used = [clock.used for clock in readings]
    left = [clock.left for clock in readings]
    assert used == sorted(used)
    assert left == sorted(left, reverse=True)
    assert len({clock.due for clock in readings}) == 1
