"""What waits for the enterprise after it was paid: reports that are due within sixty days, and those that are late."""

from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from states.duties import BY_CODE
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.duty import Duty
from workflow.queries.calendar import calendar
from workflow.queries.duties import due_of
from workflow.views.filters import say
from workflow.views.own_list import title

AHEAD = timedelta(days=60)


def owed(enterprise_id: int) -> list[dict[str, Any]]:
    """The lines of what is to do, the nearest day first. One statement, two when there are any."""
    today = business_date()
    found = [pair for pair in due_of(enterprise_id, today + AHEAD) if not BY_CODE[pair[1].kind].by_bureau]
    days = calendar() if found else None
    return [_line(case, duty, days.left(today, duty.due_on)) for case, duty in found] if days else []


def _line(case: Case, duty: Duty, left: int) -> dict[str, Any]:
    kind = BY_CODE[duty.kind]
    return {
        "title": _("交%(report)s：%(what)s", report=say(kind.title), what=title(case)),
        "text": say(kind.text)[:200],
        "url": url_for("after_payment.own", number=case.number),
        "label": _("去交"),
        "main": False,
        "due": duty.due_on,
        "left": left,
    }
