"""One case on the desk: its page, its record, owning it, accepting it, handing it on."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from forms.casework import ReasonForm
from forms.layout import labels_of
from workflow.actions import casework, ownership
from workflow.permissions import case_or_404, current_actor
from workflow.queries import fact_checks, history
from workflow.queries.casefile import open_file
from workflow.queries.people import names_of
from workflow.views import case_challenges
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.case_opened import Look
from workflow.views.case_page import case_page
from workflow.views.case_record import full_entries, people_in
from workflow.views.filters import say
from workflow.views.step_form import DECLINE, ask, done, take

bp = Blueprint("cases", __name__)


@bp.get("/cases/<number>")
def show(number: str) -> str:
    """Everything about the case; `round` shows an earlier evaluation, `document` and `page` open a page of a file."""
    ref, case = request.args.get("document", ""), case_or_404(number)
    return case_page(case, round_=_number("round"), look=Look(ref, _number("page") or 1) if ref else None)


def _number(name: str) -> int | None:
    """A small number of the address; whatever else stands there is not one."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


@bp.get("/cases/<number>/record")
def record(number: str) -> str:
    """Every step since the first, and every verdict on a document."""
    case = case_or_404(number)
    file, rows, judged = open_file(case), history.transitions(case.id), history.verdicts(case.id)
    facts = fact_checks.every(case.id)
    names = names_of([*people_in(rows), *(one[0].actor_id for one in judged), *(row.actor_id for row in facts)])
    titles = {kind.code: say(kind.title) for kind in file.item.documents}
    entries = full_entries(rows, file, names)
    return render_template(
        "cases/record.html",
        case=case,
        entries=entries,
        judged=judged,
        names=names,
        titles=titles,
        facts=facts,
        labels={name: say(fact.label) for name, fact in labels_of(file.item).items()},
        raised=case_challenges.raised(file),
    )


@bp.post("/cases/<number>/claim")
@acts
def claim(number: str) -> Answer:
    """Make the case one's own; the slower of two is told who was faster."""
    case = case_for_step(number)
    ownership.claim(case, current_actor())
    return done(case, _("这件申请归您经办了。"))


@bp.post("/cases/<number>/release")
@acts
def release(number: str) -> Answer:
    """Put an own case back."""
    case = case_for_step(number)
    ownership.release(case, current_actor())
    return done(case, _("已放回待认领。"))


@bp.post("/cases/<number>/acceptance")
@acts
def accept(number: str) -> Answer:
    """Accept the application."""
    case = case_for_step(number)
    casework.accept(case, current_actor())
    return done(case, _("已受理，承诺时限从今天开始算。接下来核验材料。"))


@bp.get("/cases/<number>/refusal")
def decline_form(number: str) -> str:
    """Ask for the reason of a refusal to accept."""
    return ask(number, DECLINE, ReasonForm(formdata=None))


@bp.post("/cases/<number>/refusal")
@acts
def decline(number: str) -> Answer:
    """Decline to accept."""
    form = ReasonForm()
    return take(number, DECLINE, form, lambda case: casework.decline(case, current_actor(), form.reason.data or ""))


@bp.post("/cases/<number>/agenda")
@acts
def send(number: str) -> Answer:
    """Send the case to the committee."""
    case = case_for_step(number)
    casework.send_to_committee(case, current_actor())
    return done(case, _("已提交会议审定。"))
