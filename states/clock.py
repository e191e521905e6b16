"""A clock, and the events it is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.names import Role

SOON = 2
"""Working days before the due date from which a deadline is shown as due soon."""


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
