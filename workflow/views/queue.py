"""The queue: what is to be done, by whom, by when. The address holds the whole view."""

from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from states.dossier import Actor
from states.names import Role
from workflow.actions.bulk_plan import acts
from workflow.models.saved_view import LONGEST_ADDRESS
from workflow.permissions import current_actor
from workflow.queries import queue, queue_counts
from workflow.queries.calendar import calendar
from workflow.queries.queue import Page
from workflow.queries.queue_plan import FAR
from workflow.queries.queue_terms import Ask, Place, asks
from workflow.queries.saved_views import of_person
from workflow.views import bulk_words, queue_filters, queue_lines, queue_tabs
from workflow.views.queue_columns import COLUMNS, STANDARD, titles
from workflow.views.queue_view import (
    Address,
    number,
    place_beside,
    place_text,
    query_of,
    read,
    sentence,
    with_terms,
)

bp = Blueprint("queue", __name__)


def asked_by(actor: Actor) -> Address:
    """The view that the address of the request names."""
    return read(request.args, "all" if actor.roles == {Role.AUDITOR} else "mine")


def ready(address: Address, actor: Actor, owners: list[tuple[int, str]]) -> tuple[Ask, ...]:
    """The conditions of a view with everything looked up."""
    return asks(address.view.terms, actor, {name: key for key, name in owners})


@bp.get("/cases")
def index() -> str | BaseResponse:
    """The list that the address asks for; what it holds that is not understood is said."""
    actor = current_actor()
    address = asked_by(actor)
    base = url_for("queue.index")
    if not request.args.get("q", "").isprintable():  # no page can print such a character, the search box least of all
        return redirect(f"{base}?{query_of(address)}", 303)
    owners, saved = queue.caseworkers(), of_person(actor.user_id or 0)
    asked = ready(address, actor, owners)
    counts = queue_counts.counts(address.view, actor, asked)
    page = queue.page(address.view, actor, asked)
    first = max(1, number(request.args.get("at")) or 1)
    return render_template(
        "queue/index.html",
        base=base,
        view=address.view,
        address=address,
        query=query_of(address),
        problems=[sentence(problem) for problem in address.problems],
        tabs=queue_tabs.tabs(base, address, counts, actor),
        views=queue_tabs.saved(base, address, saved, actor, dict(owners)),
        heading=queue_tabs.heading(address, saved),
        tally=queue_tabs.tally(base, address, counts),
        chips=queue_filters.chips(address),
        menus=queue_filters.menus(address, owners),
        more=queue_filters.more(address),
        orders=queue_tabs.orders(base, address),
        unfiltered=f"{base}?{with_terms(address, ())}" if address.typed else "",
        counts=counts,
        cap=counts.cap,
        far=FAR,
        columns={name: COLUMNS[name] for name in address.columns},
        all_columns=COLUMNS,
        titles=titles(),
        lines=queue_lines.lines(page.rows, calendar(), address.columns, actor.user_id),
        places=[place_text(place_beside(row, address.view)) for row in page.rows],
        first=first,
        bulk_acts=[(act, bulk_words.label(act), bulk_words.FITS[act]) for act in acts(actor)],
        **_turns(base, address, page, first),
    )


def _turns(base: str, address: Address, page: Page, first: int) -> dict[str, str]:
    """The pages beside this one; `further` goes on where the list paused before it had filled the page."""
    view, rows = address.view, page.rows
    at = {"newer": first - queue.PAGE, "older": first + len(rows)}

    def turn(side: str, name: str, place: Place) -> str:
        return f"{base}?{query_of(address, **{side: place_text(place), 'at': max(1, at[name])})}"

    found: dict[str, Any] = {"newer": "", "older": "", "further": ""}
    if page.reached:
        found["further"] = turn(*(("before", "newer") if view.before else ("after", "older")), page.reached)
    if not rows:
        found["newer"] = f"{base}?{query_of(address)}" if view.after or view.before else ""
        return found
    if page.more if view.before else view.after:
        found["newer"] = turn("before", "newer", place_beside(rows[0], view))
    if view.before or page.more:
        found["older"] = turn("after", "older", place_beside(rows[-1], view))
    return found


@bp.get("/cases/columns")
def columns() -> BaseResponse:
    """The same list with the columns that were ticked; the address then holds them."""
    address = read(dict(parse_qsl(request.args.get("view", "")[:LONGEST_ADDRESS])))
    chosen = [name for name in COLUMNS if name in request.args.getlist("col") or name == "firm"]
    cols = "" if tuple(chosen) == STANDARD or len(chosen) == 1 else ",".join(chosen)
    return redirect(f"{url_for('queue.index')}?{query_of(address, cols=cols)}", 303)
