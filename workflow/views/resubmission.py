"""Answering a correction notice and submitting again."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from workflow.actions import application
from workflow.permissions import current_actor
from workflow.queries.casefile import open_file
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.application_page import load
from workflow.views.changes import overtaken, page_name
from workflow.views.correction_page import correction_page, open_form
from workflow.views.row_buttons import pressed

bp = Blueprint("resubmission", __name__)


@bp.get("/applications/<number>/correction")
def form(number: str) -> Answer:
    """The notice with everything that is open; without an open notice the tracking page."""
    file = load(number)
    if file.correction is None:
        return redirect(url_for("applications.show", number=number), 303)
    filled = open_form(file)
    filled.add_row(request.args.get("more", ""))
    return correction_page(file, form=filled)


@bp.post("/applications/<number>/correction")
@acts
def send(number: str) -> Answer:
    """Keep the corrected facts; `act` resubmit hands them in, when everything is right and the statement is ticked."""
    file = open_file(case_for_step(number))
    if file.correction is None:
        application.resubmit(file.case, current_actor())  # refuses, and says why
    filled = open_form(file, request.form)
    act, name = pressed(filled)
    if rows := overtaken(file, filled):
        return correction_page(file, form=filled, conflict=rows), 409
    signed = request.form.get("declared") == "yes"
    if act == "resubmit" and not (filled.validate() and signed):
        return correction_page(file, form=filled, unsigned=not signed), 422
    facts, money = filled.facts(), filled.other_money()
    application.save(file.case, facts, money, declared=act == "resubmit", actor=current_actor(), page=page_name())
    if act != "resubmit":
        more = name if act == "add" else None
        return url_for("resubmission.form", number=number, more=more, _anchor=name or None)
    application.resubmit(file.case, current_actor())
    flash(_("重新提交成功，由原来的经办人接着办。"), "success")
    return url_for("applications.show", number=number)
