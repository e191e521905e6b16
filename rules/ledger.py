"""The ledger context of a case: what the enterprise already holds, entry by entry, and the sums a rule asks for."""

from typing import Any, NamedTuple

from rules import money
from rules.facts import Refused
from rules.months import FIRST_YEAR, LAST_YEAR, NotAMonth, parse_month


class Entry(NamedTuple):
    """An award reserved or paid: calendar year, fen, project, months of rent support, first of them (or None)."""

    year: int
    fen: int
    project: str
    months: int
    start: int | None


def read_ledger(context: Any, item: str, required: tuple[str, ...]) -> list[Entry]:
    """The entries of this item. Other items' entries are looked at only as far as needed to know that they are others.

    `required` names what the rule will add up by: year, project, months, start. Raises `Refused("invalid:context")`.
    """
    if not isinstance(context, list | tuple):
        raise Refused("invalid", "context")
    return [_entry(row, required) for row in context if _is_of(row, item)]


def _is_of(row: Any, item: str) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("article"), str):
        raise Refused("invalid", "context")
    return bool(row["article"] == item)


def _entry(row: dict[str, Any], required: tuple[str, ...]) -> Entry:
    try:
        fen = money.hundredths(row.get("yuan"))  # type: ignore[arg-type]  # refused by the callee when it is no text
        start = parse_month(row["from"]) if row.get("from") is not None else None
    except (money.NotMoney, NotAMonth):
        raise Refused("invalid", "context") from None
    year, months, project = row.get("year"), row.get("months"), row.get("project")
    good = (
        fen <= money.MOST_YUAN * 100
        and (start is not None or "start" not in required)
        and (_is_whole(year, FIRST_YEAR, LAST_YEAR) or (year is None and "year" not in required))
        and (_is_whole(months, 0, 1200) or (months is None and "months" not in required))
        and ((isinstance(project, str) and project != "") or (project is None and "project" not in required))
    )
    if not good:
        raise Refused("invalid", "context")
    return Entry(year or 0, fen, project or "", months or 0, start)


def _is_whole(value: Any, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high
