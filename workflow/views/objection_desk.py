"""Objections at the desk: the list with the appeals, one objection, naming its handler, answering it, proposing to uphold it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from forms.casework import ReasonForm
from forms.objection import HandlerForm
from states.lifecycle import step
from states.names import Role
from workflow.actions import assignment, countersign, objection
from workflow.actions.countersign import Ground
from workflow.clock import business_date
from workflow.models.countersign import ACTIONS, UPHOLD_OBJECTION
from workflow.models.document import SERVED
from workflow.models.objection import Objection
from workflow.permissions import case_or_404, current_actor
from workflow.queries import challenges, recusals
from workflow.queries.calendar import calendar
from workflow.queries.filings import blob
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.challenge_page import challenge_page, mine
from workflow.views.item_words import item_words
from workflow.views.sending import kept

bp = Blueprint("objection_desk", __name__)


@bp.get("/objections")
def index() -> str:
    """Objections and appeals: all for the supervisor, the own ones for a handler; and what waits for a second person."""
    only = None if Role.SUPERVISOR in current_user.roles else current_user.id
    seconds = {Role.SUPERVISOR, Role.REVIEWER} & current_user.roles
    hidden = recusals.hidden(current_user.id) if current_user.recuses else None
    return render_template(
        "objections/index.html",
        objections=challenges.objections(only, hidden),
        appeals=challenges.appeals(only, hidden),
        proposals=challenges.waiting(hidden) if seconds else [],
        steps={action: step(action).label for action in ACTIONS},
        item_words=item_words,
        days=calendar(),
        today=business_date(),
    )


def _found(receipt: str) -> tuple[Objection, str]:
    found = challenges.objection_of(receipt)
    if found is None:
        abort(404)
    return found


@bp.get("/objections/<receipt>")
def show(receipt: str) -> Answer:
    """One objection with who raised it; for its handler and the supervisor alone."""
    row, number = _found(receipt)
    return _page(row, number) if mine(row) else _not_mine()


def _not_mine() -> BaseResponse:
    flash(_("这件异议只有处理人和科室负责人能看。"), "warn")
    return redirect(url_for("objection_desk.index"), 303)


def _page(row: Objection, number: str, **forms: Any) -> str:
    return challenge_page("objections/show.html", case_or_404(number), row, who=challenges.objector_of(row.id), **forms)


@bp.post("/objections/<receipt>/handler")
@acts
def assign(receipt: str) -> Answer:
    """Name the handler."""
    row, number = _found(receipt)
    case, form = case_for_step(number), HandlerForm(choices=[])
    assignment.assign(case, row, form.chosen(), current_actor())
    flash(_("处理人已指定，已通知本人。"), "success")
    return url_for("objection_desk.show", receipt=receipt)


@bp.post("/objections/<receipt>/answer")
@acts
def dismiss(receipt: str) -> Answer:
    """Answer that the objection is not upheld."""
    row, number = _found(receipt)
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return (_page(row, number, answer=form), 422) if mine(row) else _not_mine()
    objection.dismiss(case, row, current_actor(), form.reason.data or "")
    flash(_("已答复。公示期满后自动往下走。"), "success")
    return url_for("objection_desk.index")


@bp.post("/objections/<receipt>/proposal")
@acts
def propose(receipt: str) -> Answer:
    """Propose to uphold it: the committee would decide anew."""
    row, number = _found(receipt)
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return (_page(row, number, proposal=form), 422) if mine(row) else _not_mine()
    countersign.propose(case, UPHOLD_OBJECTION, form.reason.data or "", current_actor(), Ground(objection=row))
    flash(_("已提请第二个人确认。"), "success")
    return url_for("objection_desk.show", receipt=receipt)


@bp.get("/objections/<receipt>/file")
def file(receipt: str) -> BaseResponse:
    """The file that came with it; always a download."""
    row, _number = _found(receipt)
    if not mine(row):
        return _not_mine()
    who = challenges.objector_of(row.id)
    bytes_ = blob(who.file_sha256) if who.file_sha256 else None
    if bytes_ is None or bytes_.scan not in SERVED:
        flash(_("这件异议没有可以下载的附件。"), "warn")
        return redirect(url_for("objection_desk.show", receipt=receipt), 303)
    return kept(bytes_, who.file_name or receipt)
