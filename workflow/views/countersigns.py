"""The second person: a proposal to read, to confirm or to refuse; and proposing to reopen a refused case."""

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.casework import ReasonForm
from states.lifecycle import blockers, step
from workflow.actions import countersign
from workflow.actions.countersign import GIVEN_LATER
from workflow.models.countersign import REOPEN
from workflow.permissions import case_or_404, current_actor
from workflow.queries.casefile import open_file
from workflow.queries.challenges import Proposal, proposal_of
from workflow.queries.handlers import second_persons
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.step_form import StepPage

bp = Blueprint("countersigns", __name__)

REOPENING = StepPage(
    REOPEN,
    lambda: _("提议重新办理这件申请吗？"),
    lambda: _("要有一位没办过这件申请的同事确认。确认后申请回到待受理，承诺时限重新计算，企业会看到您写的理由。"),
    lambda: _("提请确认"),
    lambda: _("已提请第二个人确认。"),
)


def _found(proposal: str) -> Proposal:
    found = proposal_of(int(proposal)) if proposal.isascii() and proposal.isdigit() and len(proposal) <= 18 else None
    if found is None:
        abort(404)
    return found


@bp.get("/proposals/<proposal>")
def show(proposal: str) -> str:
    """What is proposed, why and by whom; the buttons for whom may confirm."""
    found = _found(proposal)
    case = case_or_404(found.number)
    row, file = found.row, open_file(case)
    live = row.state == "open" and row.version == case.version
    asked = {one.id for one in second_persons(file.dossier, row.proposed_by)}
    return render_template(
        "countersigns/show.html",
        case=case,
        file=file,
        row=row,
        proposer=found.proposer,
        names=names_of([row.second_by]),
        step=step(row.action),
        live=live,
        void=row.state == "void" or (row.state == "open" and not live),
        mine=live and current_user.id in asked,
    )


@bp.post("/proposals/<proposal>/confirmation")
@acts
def confirm(proposal: str) -> Answer:
    """Confirm: the step is taken at once."""
    found = _found(proposal)
    case = case_for_step(found.number)
    countersign.confirm(case, found.row, current_actor())
    flash(_("已确认，这一步已办好。"), "success")
    return url_for("cases.show", number=found.number)


@bp.post("/proposals/<proposal>/refusal")
@acts
def refuse(proposal: str) -> Answer:
    """Do not confirm."""
    found = _found(proposal)
    case = case_for_step(found.number)
    countersign.refuse(case, found.row, current_actor())
    flash(_("没有确认，案件不变。"), "info")
    return url_for("objection_desk.index")


@bp.get("/cases/<number>/reopening")
def reopen_form(number: str) -> str:
    """Ask why a refused case should be taken up again."""
    return _reopening(number, ReasonForm(formdata=None))


@bp.post("/cases/<number>/reopening")
@acts
def reopen(number: str) -> Answer:
    """Propose to reopen."""
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return _reopening(number, form), 422
    countersign.propose(case, REOPEN, form.reason.data or "", current_actor())
    flash(REOPENING.done(), "success")
    return url_for("cases.show", number=number)


def _reopening(number: str, form: ReasonForm) -> str:
    case = case_or_404(number)
    file = open_file(case)
    reasons = [one for one in blockers(file.dossier, REOPEN, current_actor()) if one.code not in GIVEN_LATER]
    return render_template("cases/step.html", case=case, file=file, page=REOPENING, form=form, reasons=reasons)
