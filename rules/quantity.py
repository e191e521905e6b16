"""Quantities of a rule. Operators on them compute nothing: they write down exact integer steps, with proofs.

A step stands for `number / den` in its unit, with proven bounds on the number. Writing a rule that adds m² to yuan,
that may leave 64 bits, or that branches on a case, is refused here, before any case is computed.
"""

import math
from typing import Any

from rules import units
from rules.say import Say
from rules.units import Unit

LIMIT = 2**63 - 1


class Step:
    """One step of a rule: an operation on earlier steps, its denominator, bounds, unit and name."""

    __slots__ = ("args", "data", "den", "high", "low", "name", "op", "unit")

    def __init__(
        self,
        op: str,
        args: "tuple[Step, ...]" = (),
        *,
        den: int = 1,
        bounds: tuple[int, int] = (0, 1),
        unit: Unit = units.YES,
        data: dict[str, Any] | None = None,
    ) -> None:
        self.op, self.args, self.den, self.unit, self.data = op, args, den, unit, data or {}
        self.low, self.high = bounds
        self.name: Say | None = None
        if max(-self.low, self.high) > LIMIT:
            raise OverflowError(f"{op} of {[str(a) for a in args]} may leave 64 bits")

    def __str__(self) -> str:
        return self.name.en if self.name else self.op

    def named(self, zh: str, en: str) -> "Step":
        """Give the step the words under which the explanation shows it."""
        self.name = Say(zh, en)
        return self

    def __add__(self, other: "Step") -> "Step":
        a, b = same(self, other)
        return Step("add", (a, b), den=a.den, bounds=(a.low + b.low, a.high + b.high), unit=a.unit)

    def __sub__(self, other: "Step") -> "Step":
        a, b = same(self, other)
        return Step("sub", (a, b), den=a.den, bounds=(a.low - b.high, a.high - b.low), unit=a.unit)

    def __mul__(self, other: "Step") -> "Step":
        if units.YES in (self.unit, other.unit):
            raise TypeError("a yes or no cannot be multiplied: say it with needs()")
        if other.op == "law":
            return _times_figure(self, other)
        ends = [x * y for x in (self.low, self.high) for y in (other.low, other.high)]
        unit = units.times(self.unit, other.unit)
        return Step("mul", (self, other), den=self.den * other.den, bounds=(min(ends), max(ends)), unit=unit)

    def __gt__(self, other: "Step") -> "Step":
        return Step("gt", same(self, other))

    def __ge__(self, other: "Step") -> "Step":
        return Step("ge", same(self, other))

    def __bool__(self) -> bool:
        raise TypeError("a rule has no branches: say it with needs(), least(), up_to() or a table of tiers")

    def up_to(self, room: "Step", reason: str) -> "Step":
        """This amount, but no more than the room; `reason` is the word for an amount that was cut."""
        a, b = same(self, room)
        bounds = (min(a.low, b.low), min(a.high, b.high))
        return Step("cap", (a, b), den=a.den, bounds=bounds, unit=a.unit, data={"reason": reason})


def same(a: Step, b: Step) -> tuple[Step, Step]:
    """Both steps over their least common denominator; `TypeError` when the units differ."""
    if a.unit != b.unit:
        raise TypeError(f"{a} is in {units.text(a.unit)!r}, {b} is in {units.text(b.unit)!r}")
    den = math.lcm(a.den, b.den)
    return _grow(a, den), _grow(b, den)


def _grow(a: Step, den: int) -> Step:
    factor = den // a.den
    if factor == 1:
        return a
    bounds = (a.low * factor, a.high * factor)
    if a.op == "law":  # a figure of the policy is scaled while reading, not in every case
        grown = Step("law", den=den, bounds=bounds, unit=a.unit, data=a.data | {"n": a.data["n"] * factor})
    else:
        grown = Step("scale", (a,), den=den, bounds=bounds, unit=a.unit, data={"by": factor})
    grown.name = a.name
    return grown


def _times_figure(a: Step, figure: Step) -> Step:
    """A quantity times a figure of the policy in lowest terms: 30 % and then 10 yuan leave one multiplication by 3."""
    number = figure.data["n"]
    common = math.gcd(number, a.den * figure.den)
    lowest = Step("law", unit=figure.unit, bounds=(number // common,) * 2, data=figure.data | {"n": number // common})
    lowest.name, lowest.den = figure.name, figure.den
    bounds = (a.low * lowest.high, a.high * lowest.high)
    op, den = "same" if lowest.high == 1 else "mul", a.den * figure.den // common
    return Step(op, (a, lowest), den=den, bounds=bounds, unit=units.times(a.unit, figure.unit))
