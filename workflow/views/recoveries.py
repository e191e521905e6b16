"""Claiming paid rent support back: a caseworker proposes, the supervisor decides."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from forms.casework import ReasonForm
from forms.lease import RecoveryAnswerForm, RecoveryForm
from states.lifecycle import Refused
from workflow.actions import recovery
from workflow.db import db
from workflow.models.case import Case
from workflow.models.recovery import Recovery
from workflow.permissions import case_or_404, current_actor
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say

bp = Blueprint("recoveries", __name__)


def _page(
    case: Case, form: RecoveryForm | None = None, reasons: tuple[str, ...] = (), refusal: ReasonForm | None = None
) -> str:
    return render_template(
        "rent/recovery.html",
        case=case,
        recovery=recovery.live(case.id),
        form=form or RecoveryForm(formdata=None),
        answer=RecoveryAnswerForm(formdata=None),
        refusal=refusal or ReasonForm(formdata=None),
        reasons=reasons,
        actor=current_actor(),
    )


@bp.get("/cases/<number>/recovery")
def show(number: str) -> Answer:
    """What was proposed, or the form to propose; the case itself where there is nothing of this kind."""
    case = case_or_404(number)
    if case.item != "14":
        return redirect(url_for("cases.show", number=number), 303)
    return _page(case)


@bp.post("/cases/<number>/recovery")
@acts
def propose(number: str) -> Answer:
    """Propose a recovery."""
    case, form = case_for_step(number), RecoveryForm()
    if not form.validate():
        return _page(case, form), 422
    back = form.months_back.data == "yes"
    try:
        recovery.propose(
            case, form.amount.fen or 0, months_back=back, reason=form.reason.data or "", actor=current_actor()
        )
    except Refused as refused:
        reasons = tuple(say(reason) for reason in refused.blockers)
        return _page(case, form, reasons), 422
    flash(_("追回已提出，等科室负责人决定。"), "success")
    return url_for("recoveries.show", number=number)


def _locked(case: Case) -> Recovery:
    query = select(Recovery).where(Recovery.case_id == case.id, Recovery.state != "refused").with_for_update()
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found


@bp.post("/cases/<number>/recovery/approval")
@acts
def approve(number: str) -> Answer:
    """Decide for it; the ledger is reversed at once."""
    case, form = case_for_step(number), RecoveryAnswerForm()
    if not form.validate():
        return _page(case), 422
    recovery.approve(case, _locked(case), current_actor(), form.answer.data or "")
    flash(_("已决定追回，台账已冲回，通知已写给企业。"), "success")
    return url_for("rent.show", uscc=case.enterprise.uscc)


@bp.post("/cases/<number>/recovery/refusal")
@acts
def refuse(number: str) -> Answer:
    """Decide against it, with a reason."""
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return _page(case, refusal=form), 422
    recovery.refuse(_locked(case), current_actor(), form.reason.data or "")
    flash(_("已决定不追回。"), "success")
    return url_for("rent.show", uscc=case.enterprise.uscc)
