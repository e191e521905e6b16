"""The live estimate of a form that is being filled in: the part of the page that a script swaps."""

from flask import Blueprint, render_template, request

from workflow.views.application_page import filing_form, load, panel
from workflow.views.correction_page import open_form

bp = Blueprint("estimates", __name__)


@bp.get("/applications/<number>/estimate")
def fragment(number: str) -> str:
    """The panel for the answers in the address; nothing is kept."""
    file = load(number)
    form = open_form(file, request.args) if file.correction else filing_form(file, request.args)
    return render_template("applications/_estimate.html", case=file.case, item=file.item, panel=panel(file.case, form))
