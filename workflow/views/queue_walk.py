"""From case to case inside the list one came from: the address of a case carries the list and the place in it."""

from typing import NamedTuple

from flask import request, url_for

from states.names import Role
from workflow.models.case import Case
from workflow.permissions import current_actor
from workflow.queries import queue
from workflow.views.queue import ready
from workflow.views.queue_view import place_beside, place_of, place_text, query_of, read


class Walk(NamedTuple):
    """Where to go on from a case: the list, the case before and the one after ("" at the ends)."""

    back: str
    before: str
    after: str


def walk_of(case: Case) -> Walk | None:
    """The neighbours of the case in the list that its address names; None without one. Two statements, and those of its texts."""
    if "place" not in request.args or current_actor().roles <= {Role.APPLICANT}:
        return None
    address = read(request.args)
    place = place_of(request.args["place"], address.view)
    if place is None:
        return None
    actor, query = current_actor(), query_of(address)
    asked = ready(address, actor, queue.caseworkers())
    # The case may have moved since the list was shown; the list goes on where it stood, and never to the case itself.
    found = queue.neighbours(address.view, actor, place, asked, case.id)
    urls = [
        ""
        if row is None
        else f"{url_for('cases.show', number=row.number)}?{query}&place={place_text(place_beside(row, address.view))}"
        for row in found
    ]
    return Walk(url_for("queue.index"), *urls)
