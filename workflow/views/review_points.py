"""The points of a returned review on the caseworker's page: open until the case is evaluated again."""

from typing import Any

from workflow.actions.review import SECTION_WORDS
from workflow.queries.casefile import CaseFile
from workflow.queries.review_points import points_of
from workflow.views.filters import say

#: Where each section stands on the case page.
ANCHORS = {"facts": "f", "documents": "documents", "evaluation": "e"}


def open_points(file: CaseFile) -> list[dict[str, Any]]:
    """What is to be looked at again, section by section; empty and without a query unless this round was returned."""
    if file.review is None or file.review.result != "returned":
        return []
    return [
        {"title": say(SECTION_WORDS[row.section]), "anchor": ANCHORS[row.section], "text": row.comment}
        for row in points_of(file.case.id, file.case.round)
    ]
