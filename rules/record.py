"""One step and one condition of a rule as data."""

from typing import Any, NamedTuple

from rules import units
from rules.say import Say


class Record(NamedTuple):
    """One step as data. `args` are places of earlier records."""

    op: str
    args: tuple[int, ...]
    den: int
    unit: units.Unit
    name: Say | None
    data: dict[str, Any]


class Need(NamedTuple):
    """A condition: the place of its yes or no, its reason word, and its sentence."""

    at: int
    code: str
    words: Say
