"""The operations of a tape on whole numbers: `f(values, first, second, data) -> value`."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any

Values = list[Any]
Operation = Callable[[Values, int, int, Any], Any]


def tier(v: Values, a: int, _b: int, table: dict[str, Any]) -> int:
    """The reward of the highest edge reached (or, read strictly, exceeded); 0 below the first."""
    place = (bisect_left if table["strict"] else bisect_right)(table["edges"], v[a])
    return int(table["rewards"][place - 1]) if place else 0


def fen(v: Values, a: int, b: int, how: dict[str, int]) -> int:
    """Round once to the unit; if rounding lifts the award above the room, round down instead."""
    unit = how["unit"]
    award = max(0, (v[a] * how["mul"] + how["add"]) // how["div"] * unit)
    if "room" in how and award * how["room"] > v[b] * how["up"] * unit:
        award = v[b] * how["up"] // how["room"] * unit
    return int(award)


ONE: dict[str, Operation] = {
    "add": lambda v, a, b, _: v[a] + v[b],
    "sub": lambda v, a, b, _: v[a] - v[b],
    "mul": lambda v, a, b, _: v[a] * v[b],
    "same": lambda v, a, _b, _d: v[a],  # times a figure that the denominator has taken in
    "scale": lambda v, a, _b, d: v[a] * d["by"],
    "least": lambda v, a, b, _: min(v[a], v[b]),
    "cap": lambda v, a, b, _: min(v[a], v[b]),
    "left": lambda v, a, b, _: max(0, v[a] - v[b]),
    "gt": lambda v, a, b, _: v[a] > v[b],
    "ge": lambda v, a, b, _: v[a] >= v[b],
    "pos": lambda v, a, _b, _d: v[a] > 0,
    "not": lambda v, a, _b, _d: not v[a],
    "tier": tier,
    "fen": fen,
    "whole": lambda v, a, _b, _d: v[a],  # an award that is whole fen by its nature
}
