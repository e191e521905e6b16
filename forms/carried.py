"""Figures that travel from an estimate into a new application: what is readable as facts of the item, and nothing else."""

from collections.abc import Iterator
from typing import Any

from wtforms import FieldList, Form, FormField

from forms.fields import field_for, mistake
from rules.item import Item

MOST_ROWS = 10
LONGEST = 200


def _form(item: Item, typed: Any) -> Form:
    fields: dict[str, Any] = {}
    for fact in item.facts:
        if fact.scope:
            continue
        if fact.rows:
            row = type("Row", (Form,), {one.name: field_for(one) for one in fact.rows})
            fields[fact.name] = FieldList(FormField(row), max_entries=MOST_ROWS)
        else:
            fields[fact.name] = field_for(fact)
    return type("Carried", (Form,), fields)(typed)


def _right(field: Any) -> bool:
    answer = field.answer()
    return answer is not None and mistake(field.fact, answer, required=True) is None


def _rows(field: FieldList) -> list[dict[str, Any]]:
    rows = [{one.fact.name: one.answer() for one in entry.form if _right(one)} for entry in field.entries]
    return [row for row in rows if row]


def carried(item: Item, typed: Any) -> dict[str, Any]:
    """The rule inputs among `typed` (a form or an address); what no rule could read is left behind."""
    found: dict[str, Any] = {}
    for field in _form(item, typed):
        if isinstance(field, FieldList):
            if rows := _rows(field):
                found[field.short_name] = rows
        elif _right(field):
            found[field.short_name] = field.answer()
    return found


def pairs(item: Item, typed: Any) -> list[tuple[str, str]]:
    """The same as names and texts, to pass on in an address or in hidden fields."""
    return [(one.name, text) for one in _controls(_form(item, typed)) if _right(one) for text in _texts(one, typed)]


def _controls(form: Form) -> Iterator[Any]:
    for field in form:
        if isinstance(field, FieldList):
            for entry in field.entries:
                yield from entry.form
        else:
            yield field


def _texts(field: Any, typed: Any) -> list[str]:
    return [text[:LONGEST] for text in typed.getlist(field.name)[:1] if text]
