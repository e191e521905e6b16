"""A fact as text: the figure with its groups and unit, as staff and records read it."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _

from rules.facts import Fact
from workflow.views.filters import say
from workflow.views.locale import english


def fact_text(fact: Fact, answer: Any) -> str:
    """The answer to a fact; what cannot be read as its kind is shown as it was typed."""
    if answer is None or answer == "":
        return "—"
    if fact.kind == "rows" and isinstance(answer, list):
        return "；".join(_row(fact, row) for row in answer if isinstance(row, Mapping))
    if fact.kind == "yes" and isinstance(answer, bool):
        return _("是") if answer else _("否")
    unit = say(fact.unit)
    text = _figure(fact.kind, answer)
    return text if not unit or fact.kind == "month" else f"{text} {unit}" if english() else f"{text}{unit}"


def is_number(fact: Fact) -> bool:
    """Whether the answer stands at the right like a figure."""
    return fact.kind in {"yuan", "area", "months", "int"}


def _figure(kind: str, answer: Any) -> str:
    if kind in {"yuan", "area"}:
        try:
            return f"{Decimal(str(answer)):,.2f}"
        except InvalidOperation:
            return str(answer)
    if kind == "month":
        year, _dash, month = str(answer).partition("-")
        if not month or english():
            return str(answer)
        return f"{year}年{month.removeprefix('0')}月"
    return str(answer)


def _row(fact: Fact, row: Mapping[str, Any]) -> str:
    return (", " if english() else "，").join(
        f"{say(column.label)} {fact_text(column, row[column.name])}"
        for column in fact.rows
        if row.get(column.name) is not None
    )
