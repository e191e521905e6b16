"""Claiming paid support back: a caseworker proposes, the supervisor decides, finance books what comes in."""

from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forms.casework import ReasonForm
from forms.recovery import RecoveryAnswerForm, RecoveryForm, RepaymentForm
from states.lifecycle import Refused
from workflow.actions import recovery, recovery_plan, repayment
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.recovery import Recovery
from workflow.permissions import case_or_404, current_actor
from workflow.queries import recoveries
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say
from workflow.views.notice_files import notice_file

bp = Blueprint("recoveries", __name__)


def _page(case: Case, reasons: tuple[str, ...] = (), **forms: Any) -> str:
    row = recoveries.live(case.id)
    blank = {
        "form": RecoveryForm(formdata=None, data={"first_on": recovery_plan.usual().first.isoformat(), "parts": 1}),
        "answer": RecoveryAnswerForm(formdata=None),
        "refusal": ReasonForm(formdata=None),
        "receipt": RepaymentForm(formdata=None),
    }
    shown = {} if row is None else _shown(row)
    more = {"reasons": reasons, "actor": current_actor(), "today": business_date()} | blank | shown | forms
    return render_template("recoveries/show.html", case=case, recovery=row, **more)


def _shown(row: Recovery) -> dict[str, Any]:
    people = [one for one in (row.proposed_by, row.decided_by) if one is not None]
    found = {"parts": recoveries.parts(row.id), "receipts": recoveries.receipts(row.id)}
    return found | {"notice": recoveries.notice(row.id), "names": names_of(people)}


@bp.get("/cases/<number>/recovery")
def show(number: str) -> Answer:
    """What was proposed and what came in, or the form to propose."""
    return _page(case_or_404(number))


@bp.get("/cases/<number>/recovery/notice")
def notice(number: str) -> BaseResponse:
    """The notice as PDF."""
    return notice_file(case_or_404(number))


@bp.post("/cases/<number>/recovery")
@acts
def propose(number: str) -> Answer:
    """Propose a recovery."""
    case, form = case_for_step(number), RecoveryForm()
    if not form.validate() or form.first_on.day is None:
        return _page(case, form=form), 422
    plan = recovery_plan.Plan(form.first_on.day, form.parts.data)
    words = {"months_back": form.months_back.data == "yes", "reason": form.reason.data or ""}
    try:
        recovery.propose(case, form.amount.fen or 0, actor=current_actor(), plan=plan, **words)
    except Refused as refused:
        return _page(case, tuple(say(reason) for reason in refused.blockers), form=form), 422
    flash(_("追回已提出，等科室负责人决定。"), "success")
    return url_for("recoveries.show", number=number)


def _locked(case: Case) -> Recovery:
    found = recoveries.live(case.id, lock=True)
    if found is None:
        abort(404)
    return found


@bp.post("/cases/<number>/recovery/approval")
@acts
def approve(number: str) -> Answer:
    """Decide for it; the ledger is reversed at once."""
    case, form = case_for_step(number), RecoveryAnswerForm()
    if not form.validate():
        return _page(case, answer=form), 422
    recovery.approve(case, _locked(case), current_actor(), form.answer.data or "")
    flash(_("已决定追回，台账已冲回，通知书已写给企业。"), "success")
    return url_for("recoveries.show", number=number)


@bp.post("/cases/<number>/recovery/refusal")
@acts
def refuse(number: str) -> Answer:
    """Decide against it, with a reason."""
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return _page(case, refusal=form), 422
    recovery.refuse(_locked(case), current_actor(), form.reason.data or "")
    flash(_("已决定不追回。"), "success")
    return url_for("recoveries.show", number=number)


@bp.post("/cases/<number>/recovery/receipts")
@acts
def receive(number: str) -> Answer:
    """Book one receipt of the bank."""
    case, form = case_for_step(number), RepaymentForm()
    if not form.validate() or form.received_on.day is None:
        return _page(case, receipt=form), 422
    row = _locked(case)
    try:
        repayment.receive(
            case, row, form.amount.fen or 0, form.bank_ref.data or "", form.received_on.day, current_actor()
        )
    except Refused as refused:
        return _page(case, tuple(say(reason) for reason in refused.blockers), receipt=form), 422
    flash(_("收款已登记，追回款已退清。") if row.settled_at else _("收款已登记。"), "success")
    return url_for("recoveries.show", number=number)
