"""The enterprise asks for a review of a decision."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from forms.appeal import AppealForm
from states.lifecycle import blockers
from states.limits import Limits
from workflow.actions import appeal
from workflow.permissions import current_actor
from workflow.queries.casefile import CaseFile
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.application_page import load

bp = Blueprint("appeals", __name__)


@bp.get("/applications/<number>/appeal")
def form(number: str) -> str:
    """What a review is, until when it can be asked for, and the form; or why it is not possible."""
    return _page(load(number), AppealForm(formdata=None))


@bp.post("/applications/<number>/appeal")
@acts
def send(number: str) -> Answer:
    """Ask for the review."""
    case, filled = case_for_step(number), AppealForm()
    if not filled.validate():
        return _page(load(number), filled), 422
    row = appeal.file_appeal(case, filled.grounds.data or "", current_actor())
    flash(_("复核申请已收到，回执%(number)s。", number=row.number), "success")
    return url_for("applications.show", number=number)


def _page(file: CaseFile, filled: FlaskForm) -> str:
    return render_template(
        "appeals/form.html",
        case=file.case,
        item=file.item,
        form=filled,
        limit=Limits(**file.case.call.days).appeal_answer,
        until=file.beside.appeal_until(file.case.call.days),
        blockers=blockers(file.dossier, "file_appeal", current_actor()),
    )
