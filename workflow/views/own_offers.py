"""Offers of the bureau that wait for the enterprise, as lines of what is to do."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from rules import money
from workflow.clock import business_date
from workflow.models.entitlement import AwardOffer
from workflow.queries.calendar import calendar
from workflow.queries.offers import open_offers
from workflow.views.filters import say
from workflow.views.item_words import item_words


def offered(enterprise_id: int) -> list[dict[str, Any]]:
    """The lines of what is to do, the nearest day first."""
    found = open_offers(enterprise_id)
    if not found:
        return []
    today, days = business_date(), calendar()
    return [_line(row, days.left(today, row.answer_by)) for row in found]


def _line(row: AwardOffer, left: int) -> dict[str, Any]:
    article, words = item_words(row.item)
    what = _("%(article)s　%(title)s", article=say(article), title=say(words))
    return {
        "title": _("确认账户就能领：%(what)s", what=what),
        "text": _("按统计部门的名单，贵单位约可领%(sum)s元，不用填表、不用交材料。", sum=money.grouped(row.fen)),
        "url": url_for("offers.show", offer=row.id),
        "label": _("去确认"),
        "main": True,
        "due": row.answer_by,
        "left": left,
    }
