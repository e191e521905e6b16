"""Pins on pages of documents: putting one, taking one off."""

from flask import Blueprint, abort, flash, url_for
from flask_babel import gettext as _

from forms.marking import PinForm
from workflow.actions import pin as marks
from workflow.actions.pin import Place
from workflow.permissions import current_actor
from workflow.queries.fact_checks import pin_of
from workflow.queries.filings import document_in_force
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.case_page import case_page

bp = Blueprint("pins", __name__)


@bp.post("/cases/<number>/documents/<ref>/pins")
@acts
def put(number: str, ref: str) -> Answer:
    """Pin a place; the page of the document stays open."""
    case, form = case_for_step(number), PinForm()
    document = document_in_force(case.id, ref)
    if document is None:
        abort(404)
    if not form.validate() or form.page.data is None:
        for sentence in dict.fromkeys(str(one) for field in form for one in field.errors):
            flash(sentence, "error")
        return case_page(case, look=(ref, form.page.data or 1), refused=(f"pin-{ref}", form.note.data or "")), 422
    x, y = form.x.data, form.y.data
    place = Place(form.page.data, x, y) if x is not None and y is not None else Place(form.page.data)
    row = marks.put(case, document, place, form.fact.data or "", form.note.data or "", current_actor())
    flash(_("第%(page)s页加了标注%(n)s。", page=row.page, n=row.number), "success")
    return url_for("cases.show", number=number, document=ref, page=row.page, _anchor=f"paper-{ref}")


@bp.post("/cases/<number>/pins/<int:pin>/removal")
@acts
def take_off(number: str, pin: int) -> Answer:
    """Take a pin off by its number."""
    case = case_for_step(number)
    found = pin_of(case.id, pin)
    if found is None:
        abort(404)
    row, ref = found
    marks.take_off(case, row, current_actor())
    flash(_("标注%(n)s已去掉。", n=row.number), "success")
    return url_for("cases.show", number=number, document=ref, page=row.page, _anchor=f"paper-{ref}")
