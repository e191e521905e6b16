"""Clocks made of events: how many working days were used, when it is due, who it waits for.

A clock counts in one of two ways. Statutory deadlines do not count the starting day; a public notice counts its first
day. A day belongs to whoever had the case until the act on that day; stopping and restarting on one day costs nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from states.calendar import ONE_DAY, WorkCalendar
from states.names import Role

SOON = 2
"""Working days before the due date from which a deadline is shown as due soon."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Working days allowed for each stage; the defaults, a call may set others."""

    acceptance: int = 5
    formal_check: int = 5
    evaluation: int = 15
    committee: int = 15
    publicity: int = 5
    payment: int = 15
    correction: int = 15
    objection: int = 5
    promised: int = 60

    def within_promise(self) -> int:
        """The days of all stages the bureau answers for; the promise must cover them. Correction is the applicant's."""
        return self.acceptance + self.formal_check + self.evaluation + self.committee + self.publicity + self.payment


class Tick(StrEnum):
    """What can happen to a clock."""

    START = "start"
    STOP = "stop"
    RESTART = "restart"
    EXTEND = "extend"
    FINISH = "finish"


class Level(StrEnum):
    """正常 / 预警 / 逾期, and done or stopped, when no colour is due."""

    ON_TIME = "on_time"
    SOON = "soon"
    OVERDUE = "overdue"
    STOPPED = "stopped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that happened to a clock; `days` belongs to EXTEND, `waits_for` to the others."""

    tick: Tick
    on: date
    waits_for: Role | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock read on one day. `due` is None while it stands still in time; `left` is below 0 when it is late."""

    limit: int
    used: int
    due: date | None
    left: int
    level: Level
    waits_for: Role | None
    since: date
    provisional: bool
    """The due date lies in a year whose official calendar is not published yet."""


class ClockError(ValueError):
    """Events that cannot follow one another, such as a stop of a clock that stands still."""


@dataclass(slots=True)
class _Run:
    """What a clock's events add up to: its limit with extensions, and the stretches in which it ran."""

    limit: int
    closed: list[tuple[date, date]] = field(default_factory=list)
    """Stretches that ended; the days after the first date up to the second one counted."""
    runs_after: date | None = None
    """Days after this one count; None while it stands still."""
    last: ClockEvent | None = None
    waits_for: Role | None = None
    since: date = date.min

    def take(self, event: ClockEvent, *, inclusive: bool) -> None:
        """Add the next event."""
        _check(self, event)
        if event.tick is Tick.EXTEND:
            self.limit += event.days
        else:
            if self.runs_after is not None:
                self.closed.append((self.runs_after, event.on))
            first_day = inclusive and event.tick is Tick.START
            starts = event.tick in {Tick.START, Tick.RESTART}
            self.runs_after = (event.on - ONE_DAY if first_day else event.on) if starts else None
            self.waits_for, self.since = event.waits_for, event.on
        self.last = event

    def used_by(self, calendar: WorkCalendar, today: date) -> int:
        """Working days that counted up to and including `today`."""
        used = sum(calendar.count(after, until) for after, until in self.closed)
        return used if self.runs_after is None else used + calendar.count(self.runs_after, today)

    def due(self, calendar: WorkCalendar) -> date | None:
        """The day on which the last allowed day is used up; None when the clock stands still before that."""
        rest = self.limit
        for after, until in self.closed:
            counted = calendar.count(after, until)
            if counted >= rest:
                return calendar.due(after, rest)
            rest -= counted
        return None if self.runs_after is None else calendar.due(self.runs_after, rest)


def _check(run: _Run, event: ClockEvent) -> None:
    """Refuse what cannot follow; a clock may be extended and finished both running and standing still."""
    what, before = f"{event.tick} on {event.on}", run.last
    if (event.tick is Tick.START) is (before is not None):
        raise ClockError(f"{what}: a clock starts once, and first")
    if before is not None and event.on < before.on:
        raise ClockError(f"{what} comes after {before.tick} on {before.on}")
    if before is not None and before.tick is Tick.FINISH:
        raise ClockError(f"{what}: the clock was finished on {before.on}")
    if event.tick is Tick.STOP and run.runs_after is None:
        raise ClockError(f"{what}: the clock already stands still")
    if event.tick is Tick.RESTART and run.runs_after is not None:
        raise ClockError(f"{what}: the clock already runs")
    if event.tick is Tick.EXTEND and event.days < 1:
        raise ClockError(f"{what}: by at least one working day, not {event.days}")


def read_clock(
    events: Iterable[ClockEvent], limit: int, calendar: WorkCalendar, today: date, *, inclusive: bool = False
) -> Clock:
    """Read a clock of `limit` ≥ 1 working days at the end of `today`; events in order, the first a START.

    `inclusive` counts the first day (public notice). Raises ClockError for events that cannot follow one another.
    """
    run = _Run(limit)
    for event in events:
        run.take(event, inclusive=inclusive)
    if run.last is None or limit < 1:
        raise ClockError("a clock needs its start and at least one working day")
    due, used = run.due(calendar), run.used_by(calendar, today)
    left = run.limit - used
    # Used up, and the last day is over: late even on the weekend that follows, when no working day has been added.
    if run.runs_after is not None and due is not None and left == 0 and today > max(due, run.runs_after):
        left = -1
    provisional = due is not None and calendar.is_provisional(run.since, due)
    return Clock(run.limit, used, due, left, _level(run, left), run.waits_for, run.since, provisional)


def _level(run: _Run, left: int) -> Level:
    if run.last is not None and run.last.tick is Tick.FINISH:
        return Level.FINISHED
    if run.runs_after is None:
        return Level.STOPPED
    return Level.OVERDUE if left < 0 else Level.SOON if left <= SOON else Level.ON_TIME
