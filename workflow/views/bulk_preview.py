"""The preview of an act on many cases: which cases, who gets them, and what would happen to each."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from flask import render_template
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from forms.casework import ReasonForm
from states.dossier import Actor
from states.names import State
from states.words import STAFF_WORDS
from workflow.actions.bulk_plan import GIVES, Planned, plan
from workflow.clock import business_date
from workflow.models.bulk import MOST
from workflow.models.case import Case
from workflow.models.saved_view import LONGEST_ADDRESS
from workflow.permissions import current_actor
from workflow.queries import queue
from workflow.queries.bulk import cases_of
from workflow.queries.calendar import calendar
from workflow.queries.caseworkers import Caseworker, caseworkers
from workflow.views import bulk_words
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.queue import ready
from workflow.views.queue_view import read


def chosen_numbers(args: MultiDict[str, str], actor: Actor) -> list[str]:
    """The numbers that were ticked, or those of the whole view that `view` names; at most as many as a run may have."""
    view = args.get("view", "")
    if len(view) > LONGEST_ADDRESS:
        return []  # cut short it would lose conditions and mean more cases
    if not view:
        return list(dict.fromkeys(one for one in args.getlist("number") if len(one) <= 40))[: MOST + 1]
    address = read(dict(parse_qsl(view)))
    page = queue.page(address.view, actor, ready(address, actor, queue.caseworkers()), MOST)
    return [row.number for row in page.rows] + ([""] if page.more else [])


def preview(act: str, numbers: Sequence[str], to: Sequence[str], form: ReasonForm) -> str:
    """The page. `to`: ids of whom it is to be given to; for sharing out, nobody named means everybody who is here."""
    actor, cases = current_actor(), cases_of(numbers)
    people = caseworkers() if act in GIVES else []
    chosen = _chosen(act, people, to)
    planned = plan(act, cases, actor, chosen)
    return render_template(
        "bulk/preview.html",
        act=act,
        words=bulk_words,
        lines=_lines(planned, {one.id: one.name for one in people}),
        will=sum(one.why is None for one in planned),
        rows=[_row(one) for one in planned if one.why is None],
        gives=act in GIVES,
        people=people,
        chosen={one.id for one in chosen},
        shares=_shares(planned, chosen),
        numbers=[case.number for case in cases],
        too_many=len(numbers) > MOST,
        most=MOST,
        form=form,
    )


def _chosen(act: str, people: Sequence[Caseworker], to: Sequence[str]) -> list[Caseworker]:
    named = [one for one in people if str(one.id) in to]
    if act == "allocate" and not to:
        return [one for one in people if one.away_until is None]
    return named[:1] if act == "hand_over" else [one for one in named if one.away_until is None]


def _row(one: Planned) -> str:
    return f"{one.case.number}:{one.case.version}:{one.to_id or ''}"


def _shares(planned: Sequence[Planned], chosen: Sequence[Caseworker]) -> list[dict[str, Any]]:
    """Each officer with what is in hand and what would come."""
    got: dict[int | None, int] = {}
    for one in planned:
        got[one.to_id] = got.get(one.to_id, 0) + 1
    return [{"name": one.name, "now": one.cases, "more": got.get(one.id, 0)} for one in chosen]


def _lines(planned: Sequence[Planned], names: Mapping[int, str]) -> list[dict[str, Any]]:
    days, today = calendar(), business_date()
    first = sorted(planned, key=lambda one: one.why is not None)  # what would happen stands first
    return [_line(one, names) | _due(one.case, days, today) for one in first]


def _due(case: Case, days: Any, today: Any) -> dict[str, Any]:
    return {"on": case.due_on, "left": days.left(today, case.due_on) if case.due_on else None}


def _why(one: Planned) -> str:
    """Why nothing would happen, in few words where the state says it all."""
    if one.why is None:
        return ""
    if one.why.code == "wrong_state":
        return _("现在是“%(state)s”，不办这一步", state=say(STAFF_WORDS[State(one.case.state)]))
    return say(one.why)


def _line(one: Planned, names: Mapping[int, str]) -> dict[str, Any]:
    article, title = item_words(one.case.item)
    return {
        "number": one.case.number,
        "firm": one.case.enterprise.name,
        "article": say(article),
        "title": say(title),
        "state": one.case.state,
        "word": say(STAFF_WORDS[State(one.case.state)]),
        "owner": one.case.owner.name if one.case.owner else "",
        "why": _why(one),
        "to": names.get(one.to_id, "") if one.to_id else "",
    }
