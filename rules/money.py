"""Exact money: text to fen and back. Amounts are whole fen (1 yuan = 100 fen); a binary float never appears."""

import re
from decimal import Decimal

MOST_YUAN = 100_000_000_000
"""No fact above 100 billion yuan is believed (articles.md, general part)."""

_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,2})?")


class NotMoney(ValueError):
    """The text is not an amount of yuan; the argument says why in one English word."""


def hundredths(text: str) -> int:
    """Read plain decimal text such as `1234.5` as an exact count of hundredths (fen, or 0.01 m²).

    Only ASCII digits and at most two decimals: `1e9`, `sNaN`, full-width digits, signs and blanks raise `NotMoney`.
    """
    if not isinstance(text, str) or not _PLAIN.fullmatch(text):
        raise NotMoney("form")
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def parse_yuan(text: str) -> int:
    """Read what a person typed, `1,234.50` or `1234.5`, as fen. Blanks around it are forgiven, nothing else is.

    Raises `NotMoney("form")` for anything that is not such a number, `NotMoney("range")` above 100 billion yuan.
    """
    typed = text.strip()
    fen = hundredths(typed.replace(",", "") if _GROUPED.fullmatch(typed) else typed)
    if fen > MOST_YUAN * 100:
        raise NotMoney("range")
    return fen


def plain(fen: int) -> str:
    """Fen as the plain text that rule facts hold: `123450` -> `1234.50`."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def grouped(fen: int) -> str:
    """Fen as people read it: `123450` -> `1,234.50`."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def yuan(fen: int) -> Decimal:
    """Fen as exact yuan with two decimals."""
    return Decimal(plain(fen))
