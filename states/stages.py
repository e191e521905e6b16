"""Which clocks a case has, from what happened to it: the one of its stage, and the promised total.

The promise runs from acceptance to payment and stands still while the applicant corrects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from states.calendar import WorkCalendar
from states.clock import Clock
from states.deadlines import read_clock
from states.limits import Limits
from states.moment import Moment
from states.promise import promise_events
from states.stage import STAGES, Stage
from states.track import Track


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands in time: its stage with the clock of it (None before submission), and the promised total."""

    stage: Stage | None
    clock: Clock | None
    promise: Clock | None
    """None until the case was accepted."""


def standing(history: Sequence[Moment], calendar: WorkCalendar, today: date, limits: Limits | None = None) -> Standing:
    """Read both clocks from the history in order; ClockError when the history cannot have happened."""
    limits = limits or Limits()
    promise = promise_events(history)
    total = read_clock(promise, limits.promised, calendar, today) if promise else None
    track = Track()
    for moment in history:
        track.take(moment)
    if track.name is None:
        return Standing(None, None, total)
    stage = STAGES[track.name]
    clock = read_clock(track.events, getattr(limits, stage.name), calendar, today, inclusive=stage.inclusive)
    return Standing(stage, clock, total)
