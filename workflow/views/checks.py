"""The documents check: a verdict on each document, the credit check, and closing the check."""

from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _

from forms.casework import VerdictForm
from workflow.actions import checking
from workflow.models.case import Case
from workflow.models.document import SERVED
from workflow.permissions import current_actor
from workflow.queries.filings import document_in_force, documents_with_verdicts
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.case_page import case_page
from workflow.views.step_form import done

bp = Blueprint("checks", __name__)


@bp.post("/cases/<number>/documents/<ref>/verdict")
@acts
def verdict(number: str, ref: str) -> Answer:
    """Accept a document, or refuse it with the words the applicant will read."""
    case = case_for_step(number)
    document = document_in_force(case.id, ref)
    if document is None:
        abort(404)
    form = VerdictForm()
    if not form.validate():
        for sentence in (*form.reason.errors, *form.verdict.errors):
            flash(_("“%(name)s”：%(wrong)s", name=document.name, wrong=sentence), "error")
        return case_page(case, refused=(ref, form.reason.data or "")), 422
    seen = request.form.get("seen", "", type=str)
    checking.give_verdict(
        case, document, form.verdict.data, form.reason.data or "", current_actor(), seen=_number(seen)
    )
    word = _("通过") if form.verdict.data == "accepted" else _("不通过")
    flash(_("“%(name)s”记为%(word)s。", name=document.name, word=word), "success")
    return _next(case, ref)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _next(case: Case, judged: str) -> str:
    """The first document that nobody has judged, opened if one was open; after the last one, the list."""
    rows = documents_with_verdicts(case.id)
    ref = next((row[0].ref for row in rows if row[2] is None and row[1].scan in SERVED), None)
    if ref is None:
        return url_for("cases.show", number=case.number, _anchor=f"paper-{judged}")
    page: dict[str, Any] = {"document": ref, "page": 1} if request.form.get("page") else {}
    return url_for("cases.show", number=case.number, **page, _anchor=f"paper-{ref}")


@bp.post("/cases/<number>/credit")
@acts
def credit(number: str) -> Answer:
    """Look the enterprise up in the register of dishonest entities."""
    case = case_for_step(number)
    if checking.check_credit(case, current_actor()):
        return done(case, _("信用核查已做：不在严重失信主体名单上。"))
    flash(_("信用核查已做：在严重失信主体名单上，不能继续办理支持。"), "error")
    return url_for("cases.show", number=case.number)


@bp.post("/cases/<number>/document-check")
@acts
def close(number: str) -> Answer:
    """Close the documents check."""
    case = case_for_step(number)
    checking.check_documents(case, current_actor())
    return done(case, _("材料核验通过，接下来评估金额。"))
