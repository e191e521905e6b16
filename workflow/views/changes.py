"""What differs between two states of a form, to read: every answer with its text before and after."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _

from forms.fields import titled
from forms.filing import FilingForm
from forms.layout import OTHER_MONEY, labels_of
from rules.item import Item
from workflow.queries.casefile import CaseFile
from workflow.views.fact_text import fact_text

Content = tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]


class Change(NamedTuple):
    """One answer that differs: the fact's name, its label, and both texts."""

    name: str
    label: str
    before: str
    after: str


def changes(item: Item, before: Content, after: Content) -> list[Change]:
    """Every answer that differs, in the order of the form; other public money last."""
    labels = labels_of(item)
    found = [
        Change(name, titled(fact.label), fact_text(fact, before[0].get(name)), fact_text(fact, after[0].get(name)))
        for name, fact in labels.items()
        if before[0].get(name) != after[0].get(name)
    ]
    if list(before[1]) != list(after[1]):
        found.append(Change(OTHER_MONEY, _("其他财政资金"), _money(before[1]), _money(after[1])))
    return found


def _money(rows: Sequence[Mapping[str, Any]]) -> str:
    lines = [_("%(what)s：%(yuan)s元", what=row.get("source", "—"), yuan=row.get("yuan", "—")) for row in rows]
    return "；".join(lines) or "—"


def overtaken(file: CaseFile, form: FilingForm) -> list[Change]:
    """What another page saved meanwhile that this form would overwrite: before is what is stored, after what was typed.

    Empty when the form was drawn after the newest save, when its own page made that save, or when nothing differs.
    """
    filing, page = file.filing, request.form.get("page", "")
    if request.form.get("base") == filing.digest or (page and page == filing.saved_page):
        return []
    return changes(file.item, (filing.facts, filing.other_money), (form.facts(), form.other_money()))


def page_name() -> str:
    """The random name of the page that sends the form; empty when it has none that could be kept."""
    name = request.form.get("page", "")
    return name if name.isascii() and name.isprintable() and len(name) <= 40 else ""
