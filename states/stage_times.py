"""How long each stage of a case took, for the times that applicants are told to expect."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from states.calendar import WorkCalendar
from states.moment import ENDS, Moment
from states.stage import COUNTED, OPENS, PAUSES
from states.track import BACK

#: A stage that ends so was broken off, not finished: it says nothing about how long the work takes.
BROKEN_OFF = frozenset({"withdraw", "lapse", "decline_condition"})


class Took(NamedTuple):
    """A finished stage: so many working days after its first day, ended by the step at this place of the history."""

    stage: str
    days: int
    place: int


@dataclass
class _Watch:
    """The stage in hand. It stands still while the applicant corrects and while the clock is stopped for a legal reason.

    A stage begun again goes on counting.
    """

    calendar: WorkCalendar
    stage: str = ""
    since: date = date.min
    before: int = 0
    interrupted: tuple[str, int] | None = None
    stands: bool = False
    took: list[Took] = field(default_factory=list)

    def begin(self, stage: str, on: date, before: int = 0) -> None:
        self.stage, self.since, self.before, self.stands = stage, on, before, False

    def days(self, on: date) -> int:
        return self.before if self.stands else self.before + self.calendar.count(self.since, on)

    def finish(self, on: date, place: int) -> None:
        if self.stage in COUNTED:
            self.took.append(Took(self.stage, self.days(on), place))
        self.stage = ""

    def take(self, moment: Moment, place: int) -> None:
        action, on = moment.action, moment.on
        if action == "accept_conditionally":
            self.finish(on, place)
            self.begin(OPENS[action], on)
        if action in PAUSES and self.stage:
            if self.stage not in PAUSES.values():
                self.interrupted = (self.stage, self.days(on))
            self.begin(PAUSES[action], on)
        elif action == "stop_clock":
            self.before, self.stands = self.days(on), True
        elif action == "restart_clock":
            self.since, self.stands = on, False
        elif action in BACK and self.interrupted is not None:
            self.finish(on, place)
            stage, before = self.interrupted
            self.interrupted = None
            # A corrected application is checked again before it is evaluated.
            self.begin(*(("formal_check", on) if stage == "evaluation" else (stage, on, before)))
        elif action in ENDS:
            if action not in BROKEN_OFF:
                self.finish(on, place)
            self.stage, self.interrupted = "", None
        elif (stage := OPENS.get(action, self.stage)) != self.stage:
            self.finish(on, place)
            self.begin(stage, on)


def finished(history: Sequence[Moment], calendar: WorkCalendar) -> list[Took]:
    """The finished stages of a case in order, from its whole history; 0 days: done on the day it began."""
    watch = _Watch(calendar)
    for place, moment in enumerate(history, start=1):
        watch.take(moment, place)
    return watch.took
