"""The auditor's desk: every step of every case with filters, and every file that people of the bureau got. It only shows."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template, request

from forms.audit import TrailForm
from states.lifecycle import STEPS
from states.names import Role, State
from states.words import ROLE_WORDS, STAFF_WORDS
from workflow.queries import audit_trail, downloads
from workflow.queries.audit_trail import Place, Wanted
from workflow.views.case_record import label
from workflow.views.filters import say

bp = Blueprint("audit_desk", __name__)
FIELDS = ("kind", "who", "case", "since", "until", "least")


@bp.get("/audit")
def index() -> str | tuple[str, int]:
    """The steps that fit, newest first; `after` is the place in the list."""
    kinds = sorted((step.action, say(step.record)) for step in STEPS)
    form = TrailForm(request.args, kinds=[("create", label("create")), *kinds])
    good = form.validate()
    wanted = _wanted(form) if good else None
    found = audit_trail.trail(wanted, _place(request.args.get("after", ""))) if wanted else None
    page = render_template(
        "audit/index.html",
        form=form,
        found=found,
        kept={name: request.args[name] for name in FIELDS if request.args.get(name)},
        began="after" not in request.args,
        token=_token(found.next) if found and found.next else "",
        label=label,
        role=lambda row: say(ROLE_WORDS[Role(row.role)]),
        state=lambda name: say(STAFF_WORDS[State(name)]),
    )
    return page if good else (page, 422)


def _wanted(form: TrailForm) -> Wanted | None:
    """What the form asks for; None when it names a person or a case that is not there."""
    action = form.kind.data or ""
    people = audit_trail.people_called(form.who.data) if form.who.data else None
    case_id = audit_trail.case_numbered(form.case.data) if form.case.data else None
    if (form.case.data and case_id is None) or people == ():
        return None
    return Wanted(action, people, case_id, form.since.data, form.until.data, form.least.fen)


def _token(place: Place) -> str:
    return f"{place.at.isoformat()}~{place.case_id}~{place.seq}"


def _place(text: str) -> Place | None:
    if not text:
        return None
    try:
        at, case_id, seq = text.split("~")
        place = Place(datetime.fromisoformat(at), int(case_id), int(seq))
    except ValueError:
        abort(404)
    if place.at.tzinfo is None or not (0 < place.case_id < 2**63 and 0 < place.seq < 2**31):
        abort(404)
    return place


@bp.get("/audit/downloads")
def files() -> str:
    """Who got which file when; `who` and `case` narrow it, `before` is the place in the list."""
    who, number, before = (request.args.get(name, "").strip()[:80] for name in ("who", "case", "before"))
    people = audit_trail.people_called(who) if who else None
    case_id = audit_trail.case_numbered(number) if number else None
    place = int(before) if before.isascii() and before.isdigit() and len(before) <= 15 else None
    known = people != () and not (number and case_id is None)
    rows: Any = downloads.downloads(people, case_id, place) if known else ()
    shown = rows[: downloads.PAGE]
    return render_template(
        "audit/downloads.html",
        rows=shown,
        who=who,
        number=number,
        began=place is None,
        older=shown[-1][0].id if len(rows) > len(shown) else None,
    )
