"""Verifying a fact on the case page, and taking that back."""

from flask import Blueprint, abort, flash, url_for
from flask_babel import gettext as _

from forms.layout import labels_of
from forms.marking import FactCheckForm
from rules import catalogue
from workflow.actions import fact_check
from workflow.models.case import Case
from workflow.permissions import current_actor
from workflow.queries.filings import document_in_force
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.case_page import case_page
from workflow.views.filters import say

bp = Blueprint("fact_checks", __name__)


@bp.post("/cases/<number>/facts/<fact>/check")
@acts
def confirm(number: str, fact: str) -> Answer:
    """The fact is right, by a document or by what was written."""
    case = case_for_step(number)
    name, form = _name(case, fact), FactCheckForm()
    if not form.validate():
        for sentence in (*form.note.errors, *form.document.errors):
            flash(_("“%(name)s”：%(wrong)s", name=name, wrong=sentence), "error")
        return case_page(case, refused=(f"fact-{fact}", form.note.data or "")), 422
    document = document_in_force(case.id, form.document.data) if form.document.data else None
    if form.document.data and document is None:
        abort(404)
    fact_check.confirm(case, fact, document, form.note.data or "", current_actor())
    flash(_("“%(name)s”已记为核对无误。", name=name), "success")
    return url_for("cases.show", number=number, _anchor=f"fact-{fact}")


@bp.post("/cases/<number>/facts/<fact>/check/withdrawal")
@acts
def take_back(number: str, fact: str) -> Answer:
    """The fact is not verified any more."""
    case = case_for_step(number)
    fact_check.take_back(case, fact, current_actor())
    flash(_("“%(name)s”的核对结论已撤销。", name=_name(case, fact)), "success")
    return url_for("cases.show", number=number, _anchor=f"fact-{fact}")


def _name(case: Case, fact: str) -> str:
    """The fact in words; 404 when the item knows no such fact."""
    found = labels_of(catalogue.item(case.item)).get(fact)
    if found is None:
        abort(404)
    return say(found.label)
