"""What a clock's events add up to while they are read."""

from dataclasses import dataclass, field
from datetime import date

from states.calendar import ONE_DAY, WorkCalendar
from states.clock import ClockEvent, Tick
from states.clock_order import check_order
from states.names import Role


@dataclass(slots=True)
class Run:
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
        check_order(event, self.last, running=self.runs_after is not None)
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

    def ran_beyond(self, due: date, today: date) -> bool:
        """Whether the clock ran on a day after the last allowed one; a stop and a restart later do not take that back."""
        stretches = self.closed if self.runs_after is None else [*self.closed, (self.runs_after, today)]
        return any(until > max(due, after) for after, until in stretches)
