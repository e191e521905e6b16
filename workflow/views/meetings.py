"""Meetings of the committee: their list, calling one, and its page with agenda, votes, minutes and what came of them."""

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from forms.meeting import PlanForm
from workflow.actions import meeting as sessions
from workflow.actions.meeting import Plan
from workflow.clock import SHANGHAI
from workflow.models.meeting import PLANNED, Meeting
from workflow.permissions import current_actor
from workflow.queries import meeting_list
from workflow.queries.meetings import seats
from workflow.views import meeting_page, meeting_words
from workflow.views.acting import Answer, acts

bp = Blueprint("meetings", __name__)


def meeting_or_404(number: str, *, for_change: bool = False) -> Meeting:
    """A meeting by its number, as the address has it."""
    row = meeting_list.by_number(number, for_change=for_change)
    if row is None:
        abort(404)
    return row


@bp.get("/meetings")
def index() -> str:
    """The meetings, the newest first."""
    before = request.args.get("before", "")
    known = before.isascii() and before.isdigit() and len(before) < 18
    lines, more = meeting_list.newest(int(before) if known else None)
    return render_template("meetings/index.html", lines=lines, more=more, words=meeting_words)


@bp.get("/meetings/new")
def new() -> str:
    """The form of a new meeting, with everybody on the roll."""
    members = _members()
    everybody = [str(key) for key, _name in members]
    form = PlanForm(members, formdata=None, data={"members": everybody, "quorum": str(len(members) // 2 + 1)})
    return _form(form, None)


def _members() -> list[tuple[int, str]]:
    return [(one.id, f"{one.name}（{one.organisation}　{one.title}）") for one in meeting_list.roll() if one.active]


def _form(form: PlanForm, row: Meeting | None) -> str:
    return render_template("meetings/plan.html", form=form, row=row)


@bp.post("/meetings")
@acts
def create() -> Answer:
    """Call a meeting."""
    form = PlanForm(_members())
    if not form.validate():
        return _form(form, None), 422
    row = sessions.call(_plan(form), _chosen(form), current_actor())
    flash(_("%(name)s安排好了，接着排议程。", name=row.name), "success")
    return url_for("agendas.choose", meeting=row.number)


@bp.get("/meetings/<meeting>/plan")
def plan(meeting: str) -> str:
    """The plan of a meeting that has not begun."""
    row = meeting_or_404(meeting)
    if row.state != PLANNED:
        abort(404)
    at = row.meets_at.astimezone(SHANGHAI)
    kept = {
        "day": at.date(),
        "time": at.time(),
        "place": row.place,
        "quorum": str(row.quorum),
        "rule": row.rule,
        "ratio_n": str(row.ratio_n or ""),
        "ratio_m": str(row.ratio_m or ""),
        "members": [str(one.member.id) for one in seats(row.id)],
    }
    form = PlanForm(_members(), formdata=None, data=kept)
    return _form(form, row)


@bp.post("/meetings/<meeting>/plan")
@acts
def replan(meeting: str) -> Answer:
    """Change the plan."""
    row, form = meeting_or_404(meeting, for_change=True), PlanForm(_members())
    if not form.validate():
        return _form(form, row), 422
    change(row, form)
    flash(_("安排已改。"), "success")
    return url_for("meetings.show", meeting=row.number)


def change(row: Meeting, form: PlanForm) -> None:
    """Write a changed plan."""
    sessions.change(row, _plan(form), _chosen(form))


def _plan(form: PlanForm) -> Plan:
    assert form.day.data is not None, "validated"
    assert form.time.data is not None, "validated"
    at = datetime.combine(form.day.data, form.time.data, SHANGHAI)
    return Plan(at, form.place.data or "", form.quorum.number, form.rule.data, form.ratio)


def _chosen(form: PlanForm) -> Sequence[int]:
    wanted = {int(key) for key in form.members.data or ()}
    return [key for key, _name in _members() if key in wanted]


@bp.get("/meetings/<meeting>")
def show(meeting: str) -> str:
    """One meeting; `at` names the case that is open for its vote."""
    return meeting_page.page(meeting_or_404(meeting), request.args.get("at", ""))
