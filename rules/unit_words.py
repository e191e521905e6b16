"""How a number with its unit is written: grouped digits, and the unit in both languages."""

from rules.say import Say
from rules.units import MONTH, NONE, WORDS, YES, YUAN, Unit


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
    down.sort(key=list(WORDS).index)
    zh = "·".join(WORDS[name][0] for name in up) + ("/" + "·".join(WORDS[name][0] for name in down) if down else "")
    en = "·".join(WORDS[name][1] for name in up) + (
        " per " + " and ".join(WORDS[name][1] for name in down) if down else ""
    )
    return Say(zh, en)
