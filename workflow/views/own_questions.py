"""Questions of the bureau that wait for the enterprise, as lines of what is to do."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from workflow.models.case import Case
from workflow.models.message import CaseMessage
from workflow.views.own_list import title

#: So much of the question is shown.
EXCERPT = 120


def questions(asked: Sequence[tuple[Case, CaseMessage]]) -> list[dict[str, Any]]:
    """A line for each; there is no last day for an answer, so they stand after what is due."""
    return [
        {
            "title": _("答复经办人：%(what)s", what=title(case)),
            "text": message.body if len(message.body) <= EXCERPT else f"{message.body[:EXCERPT]}…",
            "url": url_for("applications.show", number=case.number, _anchor="messages"),
            "label": _("去答复"),
            "main": False,
            "due": None,
            "left": None,
        }
        for case, message in asked
    ]
