"""Units of quantities (yuan, m², months and their products), and how a number with its unit is written."""

from fractions import Fraction

from rules.say import Say

Unit = tuple[tuple[str, int], ...]
NONE: Unit = ()
YUAN: Unit = (("yuan", 1),)
AREA: Unit = (("m2", 1),)
MONTH: Unit = (("month", 1),)
COUNT: Unit = (("count", 1),)
YES: Unit = (("yes", 1),)

_WORDS = {"yuan": ("元", "yuan"), "m2": ("平方米", "m²"), "month": ("月", "month"), "count": ("次", "")}


def unit(text: str) -> Unit:
    """Read `yuan/m2/month` as a unit; the empty text is a pure number."""
    powers: dict[str, int] = {}
    for place, name in enumerate(text.split("/")):
        for factor in filter(None, name.split("*")):
            if factor not in _WORDS and factor != "yes":
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


def digits(number: int, den: int) -> str:
    """`number / den` with grouped digits: whole as `1,860`, else exact with two or more decimals.

    What no decimal can hold is cut to four places and marked with ≈; only months counted by days come to that.
    """
    sign, number = ("−", -number) if number < 0 else ("", number)
    whole, rest = divmod(number, den)
    if not rest:
        return f"{sign}{whole:,}"
    for places in range(2, 10):
        shifted, left = divmod(rest * 10**places, den)
        if not left:
            return f"{sign}{whole:,}.{shifted:0{places}d}"
    return f"≈{sign}{whole:,}.{rest * 10_000 // den:04d}"


def show(number: int, den: int, of: Unit) -> Say:
    """A number with its unit in both languages; a pure fraction is shown in per cent."""
    if of == YUAN:
        shown = digits(number, den)
        return Say(shown + "元", shown + " yuan")
    if of == YES:
        return Say("是", "yes") if number else Say("否", "no")
    if of == NONE:
        shown = digits(number * 100, den) + "%"
        return Say(shown, shown)
    shown = digits(number, den)
    zh, en = words(of)
    return Say(shown + zh, f"{shown} {'months' if en == 'month' and shown != '1' else en}".rstrip())


def words(of: Unit) -> Say:
    """The unit in words: 元/平方米·月, yuan per m² and month. A bare month is counted 个月 in Chinese."""
    if of == MONTH:
        return Say("个月", "month")
    up = [name for name, power in of if power > 0]
    down = [name for name, power in of if power < 0]
    down.sort(key=list(_WORDS).index)
    zh = "·".join(_WORDS[name][0] for name in up) + ("/" + "·".join(_WORDS[name][0] for name in down) if down else "")
    en = "·".join(_WORDS[name][1] for name in up) + (
        " per " + " and ".join(_WORDS[name][1] for name in down) if down else ""
    )
    return Say(zh, en)
