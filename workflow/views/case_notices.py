"""The correction notices of a case, for its page."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from states.names import State
from workflow.actions.correction_points import titles
from workflow.models.filing import Correction
from workflow.queries.casefile import CaseFile
from workflow.views.filters import say

CORRECTION_WORDS = {
    "open": lambda: _("等企业补正"),
    "answered": lambda: _("已补正"),
    "cancelled": lambda: _("已取消"),
    "lapsed": lambda: _("逾期未补"),
}


def corrections(file: CaseFile, rows: Sequence[Correction], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """The correction notices, newest first, with their points in words."""
    words = titles(file.item)
    return [
        {
            "at": row.requested_at,
            "by": names.get(row.requested_by, ""),
            "due": row.due_on,
            "state": CORRECTION_WORDS[row.state](),
            "open": row.state == "open" and file.case.state == State.CORRECTION,
            "note": row.note,
            "points": [(say(words[one["kind"], one["name"]]), one["wrong"]) for one in row.items],
        }
        for row in reversed(rows)
    ]
