"""How the oracle reads facts and ledger entries: its own strict reading, from the papers."""

import string
from fractions import Fraction
from typing import Any


class Bad(Exception):
    """A fact that is missing or invalid; the text is the reason word."""


def number(text: Any, most: int) -> Fraction | None:
    """Plain ASCII digits, a point and one or two digits; at most twelve digits before the point."""
    if not isinstance(text, str):
        return None
    whole, point, part = text.partition(".")
    digits = set(string.digits)
    if not whole or len(whole) > 12 or not set(whole) <= digits or not set(part) <= digits:
        return None
    if (point and not part) or len(part) > 2:
        return None
    value = Fraction(int(whole + part), 10 ** len(part))
    return value if value <= most else None


def whole(value: Any, low: int, high: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high else None


def month(text: Any) -> tuple[int, int] | None:
    if (
        not isinstance(text, str)
        or len(text) != 7
        or text[4] != "-"
        or not set(text[:4] + text[5:]) <= set(string.digits)
    ):
        return None
    year, at = int(text[:4]), int(text[5:])
    return (year, at) if 1900 <= year <= 2999 and 1 <= at <= 12 else None


def read(value: Any, kind: Any) -> Any:
    """The value of a kind, or nothing when it is none."""
    if kind is bool:
        return value if isinstance(value, bool) else None
    if kind == "yuan":
        return number(value, 100_000_000_000)
    if kind == "area":
        return number(value, 10_000_000) or None
    if kind == "months":
        return whole(value, 1, 1200)
    if kind == "year":
        return whole(value, 1900, 2999)
    if kind == "month":
        return month(value)
    if kind == "text":
        named = isinstance(value, str) and 0 < len(value) <= 100 and value.isprintable() and not value.isspace()
        return value if named else None
    good = isinstance(value, list) and len(value) <= 1000 and all(isinstance(row, dict) for row in value)
    return value if good else None


def need(facts: dict[str, Any], name: str, kind: Any, *, optional: bool = False) -> Any:
    """The fact, or Bad."""
    value = facts.get(name)
    if value is None or value == []:
        if optional and value is None:
            return None
        if value is None or kind == "rows":
            raise Bad(f"missing:{name}")
    found = read(value, kind)
    if found is None:
        raise Bad(f"invalid:{name}")
    return found


def ledger(context: Any, article: str, *required: str) -> list[dict[str, Any]]:
    """The entries of an article; an entry that cannot be counted spoils the whole context."""
    if not isinstance(context, list):
        raise Bad("invalid:context")
    found = []
    for entry in context:
        if not isinstance(entry, dict) or not isinstance(entry.get("article"), str):
            raise Bad("invalid:context")
        if entry["article"] == article:
            found.append(_entry(entry, required))
    return found


def _entry(entry: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    yuan = number(entry.get("yuan"), 100_000_000_000)
    year, months, project = entry.get("year"), entry.get("months"), entry.get("project")
    spoilt = (
        yuan is None
        or (entry.get("from") is not None and month(entry["from"]) is None)
        or (year is not None and whole(year, 1900, 2999) is None)
        or (months is not None and whole(months, 0, 1200) is None)
        or (project is not None and not (isinstance(project, str) and project))
        or any(entry.get(name) is None for name in required)
    )
    if spoilt:
        raise Bad("invalid:context")
    return {"yuan": yuan, "year": year, "months": months or 0, "project": project}
