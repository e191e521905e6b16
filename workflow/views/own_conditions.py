"""What waits for the enterprise because an application was accepted with documents to follow."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.fields import titled
from rules import catalogue
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.conditional import ConditionalAcceptance
from workflow.queries.calendar import calendar
from workflow.views.locale import listed
from workflow.views.own_list import title


def to_follow(found: Sequence[tuple[Case, ConditionalAcceptance]]) -> list[dict[str, Any]]:
    """The lines of what is to do, the nearest day first. One statement when there are any."""
    if not found:
        return []
    today, days = business_date(), calendar()
    return [_line(case, row, days.left(today, row.due_on)) for case, row in found]


def _line(case: Case, row: ConditionalAcceptance, left: int) -> dict[str, Any]:
    kinds = [kind for kind in catalogue.item(case.item).documents if kind.code in row.kinds]
    return {
        "title": _("补交%(count)s种材料：%(what)s", count=len(kinds), what=title(case)),
        "text": listed(titled(kind.title) for kind in kinds)[:200],
        "url": url_for("conditionals.form", number=case.number),
        "label": _("去补交"),
        "main": True,
        "due": row.due_on,
        "left": left,
    }
