"""Comparisons, limits and tables over quantities, and the one rounding at the end."""

import math

from rules import units
from rules.quantity import LIMIT, Step, same


def least(one: Step, other: Step) -> Step:
    """The smaller of two quantities."""
    a, b = same(one, other)
    return Step("least", (a, b), den=a.den, bounds=(min(a.low, b.low), min(a.high, b.high)), unit=a.unit)


def left(limit: Step, used: Step) -> Step:
    """What is left of a limit; never below zero, also when more was used than the limit allows."""
    a, b = same(limit, used)
    return Step("left", (a, b), den=a.den, bounds=(max(0, a.low - b.high), max(0, a.high - b.low)), unit=a.unit)


def positive(a: Step) -> Step:
    """Whether a quantity is above zero."""
    return Step("pos", (a,))


def no(a: Step) -> Step:
    """The opposite of a yes or no."""
    if a.unit != units.YES:
        raise TypeError(f"{a} is not a yes or no")
    return Step("not", (a,))


def reached(tiers: Step, amount: Step) -> Step:
    """What the table of tiers gives for an amount: the entry of the highest edge it reaches, else nothing."""
    if tiers.op != "table" or amount.unit != units.YUAN or amount.den != tiers.den:
        raise TypeError(f"{amount} cannot be looked up in {tiers}")
    return Step("tier", (amount,), den=tiers.den, bounds=(0, tiers.high), unit=units.YUAN, data=tiers.data)


def rounded(amount: Step, unit_fen: int, *, down: bool) -> Step:
    """The award in whole fen: rounded once, half up or down, to the unit; never above the room of its cap."""
    if amount.unit != units.YUAN:
        raise TypeError(f"an award is in yuan, {amount} is in {units.text(amount.unit)!r}")
    shrink = math.gcd(100, amount.den)
    up, under = 100 // shrink, amount.den // shrink * unit_fen  # award = amount.number * up / under, in units
    half = 1 if down or under == 1 else 2  # (2 n + 1) // 2 rounds half up; whole fen need no rounding at all
    data = {"mul": half * up, "add": under * (half - 1), "div": half * under, "unit": unit_fen, "floor": amount.low < 0}
    if amount.high * data["mul"] + data["add"] > LIMIT:
        raise OverflowError(f"rounding {amount} may leave 64 bits")
    args: tuple[Step, ...] = (amount,)
    if amount.op == "cap" and unit_fen > 1 and not down:  # half up may lift the award above its room
        args, data = (amount, amount.args[1]), data | {"room": under, "up": up}
        if amount.args[1].high * up * unit_fen > LIMIT:
            raise OverflowError(f"rounding {amount} may leave 64 bits")
    most = max(0, amount.high) * up // (amount.den // shrink) + unit_fen
    op = "whole" if data["div"] == data["mul"] == data["unit"] == 1 and not data["floor"] else "fen"
    return Step(op, args, den=100, bounds=(0, most), unit=units.YUAN, data=data)
