"""What a policy file says outside its figures: how awards are rounded; and how to try out another value."""

from typing import Any

from rules import units
from rules.law import Law
from rules.readings import BadPolicy


def rounding_of(section: dict[str, Any]) -> tuple[int, bool]:
    """The unit in fen to which awards are rounded, and whether down. Raises `BadPolicy`."""
    law = Law(section, "rounding")
    law.figure("unit")
    value, unit = units.quantity(section["unit"]["value"])
    if unit != units.YUAN or (value * 100).denominator != 1 or value <= 0:
        raise BadPolicy(f"rounding to {section['unit']['value']!r} is impossible")
    return int(value * 100), law.reading("mode") == "down"


def change(written: dict[str, Any], key: str, value: str) -> None:
    """Put another value for a figure or a reading, such as `10.reach`, into a policy file that was read."""
    item, _, name = key.partition(".")
    if item == "stacking":
        written["stacking"][name] = value
        return
    section = written["rounding"] if item == "rounding" else written["item"][item]
    for reading in section.get("readings", []):
        if reading["name"] == name:
            reading["value"] = value
            return
    section[name]["value"] = value
