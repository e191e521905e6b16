"""Appeals at the desk: one appeal, naming its handler, keeping the decision, proposing to set it aside."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forms.casework import ReasonForm
from forms.objection import HandlerForm
from states.names import State
from workflow.actions import appeal, assignment, countersign
from workflow.actions.countersign import Ground
from workflow.models.appeal import Appeal
from workflow.models.countersign import REOPEN, UPHOLD_APPEAL
from workflow.permissions import case_or_404, current_actor
from workflow.queries import challenges
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.challenge_page import challenge_page, mine

bp = Blueprint("appeal_desk", __name__)


def _found(appeal_number: str) -> tuple[Appeal, str]:
    found = challenges.appeal_of(appeal_number)
    if found is None:
        abort(404)
    return found


@bp.get("/appeals/<appeal_number>")
def show(appeal_number: str) -> Answer:
    """One appeal, for its handler and the supervisor."""
    row, number = _found(appeal_number)
    return _page(row, number) if mine(row) else _not_mine()


def _not_mine() -> BaseResponse:
    flash(_("这件复核由处理人和科室负责人办理。"), "warn")
    return redirect(url_for("objection_desk.index"), 303)


def _page(row: Appeal, number: str, **forms: Any) -> str:
    return challenge_page("appeals/show.html", case_or_404(number), row, **forms)


@bp.post("/appeals/<appeal_number>/handler")
@acts
def assign(appeal_number: str) -> Answer:
    """Name the handler."""
    row, number = _found(appeal_number)
    case, form = case_for_step(number), HandlerForm(choices=[])
    assignment.assign(case, row, form.chosen(), current_actor())
    flash(_("处理人已指定，已通知本人。"), "success")
    return url_for("appeal_desk.show", appeal_number=appeal_number)


@bp.post("/appeals/<appeal_number>/answer")
@acts
def keep(appeal_number: str) -> Answer:
    """Answer that the decision stays."""
    row, number = _found(appeal_number)
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return (_page(row, number, answer=form), 422) if mine(row) else _not_mine()
    appeal.keep(case, row, current_actor(), form.reason.data or "")
    flash(_("已答复企业：维持原决定。"), "success")
    return url_for("objection_desk.index")


@bp.post("/appeals/<appeal_number>/proposal")
@acts
def propose(appeal_number: str) -> Answer:
    """Propose to set the decision aside: a refused case is reopened, an amount goes back to the committee."""
    row, number = _found(appeal_number)
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return _page(row, number, proposal=form), 422
    action = REOPEN if case.state == State.REJECTED else UPHOLD_APPEAL
    countersign.propose(case, action, form.reason.data or "", current_actor(), Ground(appeal=row))
    flash(_("已提请第二个人确认。"), "success")
    return url_for("appeal_desk.show", appeal_number=appeal_number)
