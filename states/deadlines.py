"""Clocks made of events: how many working days were used, when it is due, who it waits for.

A clock counts in one of two ways. Statutory deadlines do not count the starting day; a public notice counts its first
day. A day belongs to whoever had the case until the act on that day; stopping and restarting on one day costs nothing.
"""

from collections.abc import Iterable
from datetime import date

from states.calendar import WorkCalendar
from states.clock import SOON, Clock, ClockError, ClockEvent, Level, Tick
from states.clock_run import Run


def read_clock(
    events: Iterable[ClockEvent], limit: int, calendar: WorkCalendar, today: date, *, inclusive: bool = False
) -> Clock:
    """Read a clock of `limit` ≥ 1 working days at the end of `today`; events in order, the first a START.

    `inclusive` counts the first day (public notice). Raises ClockError for events that cannot follow one another.
    """
    run = Run(limit)
    for event in events:
        run.take(event, inclusive=inclusive)
    if run.last is None or limit < 1:
        raise ClockError("a clock needs its start and at least one working day")
    due, used = run.due(calendar), run.used_by(calendar, today)
    left = run.limit - used
    # Used up, and the last day is over: late even on the weekend that follows, when no working day has been added.
    if run.runs_after is not None and due is not None and left == 0 and run.ran_beyond(due, today):
        left = -1
    provisional = due is not None and calendar.is_provisional(run.since, due)
    return Clock(run.limit, used, due, left, _level(run, left), run.waits_for, run.since, provisional)


def _level(run: Run, left: int) -> Level:
    if run.last is not None and run.last.tick is Tick.FINISH:
        return Level.FINISHED
    if run.runs_after is None:
        return Level.STOPPED
    return Level.OVERDUE if left < 0 else Level.SOON if left <= SOON else Level.ON_TIME
