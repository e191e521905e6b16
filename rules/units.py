"""Units of quantities (yuan, m², months and their products), and how a number with its unit is written."""

from fractions import Fraction

Unit = tuple[tuple[str, int], ...]
NONE: Unit = ()
YUAN: Unit = (("yuan", 1),)
AREA: Unit = (("m2", 1),)
MONTH: Unit = (("month", 1),)
COUNT: Unit = (("count", 1),)
YES: Unit = (("yes", 1),)

WORDS = {"yuan": ("元", "yuan"), "m2": ("平方米", "m²"), "month": ("月", "month"), "count": ("次", "")}


def unit(text: str) -> Unit:
    """Read `yuan/m2/month` as a unit; the empty text is a pure number."""
    powers: dict[str, int] = {}
    for place, name in enumerate(text.split("/")):
        for factor in filter(None, name.split("*")):
            if factor not in WORDS and factor != "yes":
                raise ValueError(f"unknown unit {factor!r} in {text!r}")
            powers[factor] = powers.get(factor, 0) + (1 if place == 0 else -1)
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def text(of: Unit) -> str:
    """The unit as `unit` reads it."""
    up = "*".join(name for name, power in of for _ in range(power))
    return up + "".join(f"/{name}" for name, power in of for _ in range(-power))


def times(one: Unit, other: Unit) -> Unit:
    """The unit of a product."""
    powers = dict(one)
    for name, power in other:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def quantity(written: str) -> tuple[Fraction, Unit]:
    """Read a policy figure such as `30 %`, `5000000 yuan` or `10 yuan/m2/month` exactly."""
    number, _, name = written.partition(" ")
    value = Fraction(number.replace("_", ""))
    return (value / 100, NONE) if name == "%" else (value, unit(name))
