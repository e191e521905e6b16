"""What a person had typed into a form that was not taken, so that it can be given back."""

import re

from flask import request
from flask_babel import gettext as _

from rules import catalogue
from workflow.actions.correction_points import titles
from workflow.views.filters import say

#: Fields that a person writes into, by their names; choices, numbers of pages and what guards a form are none.
WRITTEN = re.compile(
    r"reason|note|comment|opinion|text|answer|wrong|measured|seen|statement|grounds|place|firm|^(fact|document)-"
    r"|^(why|amount|title|meeting)$"
)


def kept_text() -> list[tuple[str, str]]:
    """What was typed, with a word for each field. The points of a correction notice say what they are about."""
    found = [(name, value) for name, value in request.form.items(multi=True) if WRITTEN.search(name) and value.strip()]
    words = {"reason": _("理由"), "opinion": _("评估意见"), "comment": _("意见"), "note": _("说明")}
    return [(words.get(name) or _point(name) or _("您写的内容"), value) for name, value in found]


def _point(field: str) -> str:
    kind, dash, name = field.partition("-")
    if not dash:
        return ""
    named = (titles(catalogue.item(code)).get((kind, name)) for code in catalogue.ITEMS)
    return next((say(words) for words in named if words is not None), "")
