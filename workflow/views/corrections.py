"""Asking the applicant to correct, once and completely; taking it back; closing it when it is overdue."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from forms.casework import ReasonForm
from forms.correction import CorrectionForm, correction_form
from states.lifecycle import blockers
from states.limits import Limits
from workflow.actions import correction, correction_points
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.fact_text import fact_text
from workflow.views.filters import moment, say
from workflow.views.step_form import LAPSE, ask, done, take

bp = Blueprint("corrections", __name__)


@bp.get("/cases/<number>/correction")
def form(number: str) -> str:
    """A box for every fact and document; refused documents begin with their reason."""
    file = open_file(case_or_404(number))
    return _page(file, _form(file, None))


@bp.post("/cases/<number>/correction")
@acts
def send(number: str) -> Answer:
    """Serve the notice."""
    case: Case = case_for_step(number)
    file = open_file(case)
    filled = _form(file, request.form)
    if not filled.validate() or _passed_since(file, filled):
        return _page(file, filled), 422
    notice = correction.request(case, filled.points(), filled.note.data or "", current_actor())
    return done(case, _("补正通知已发给企业，共%(n)s项，计时暂停。", n=len(notice.items)))


def _form(file: CaseFile, formdata: Any) -> CorrectionForm:
    refused: dict[str, str] = {}
    for document, _blob, verdict in file.documents:
        if verdict is not None and verdict.verdict == "refused":
            before = refused.get(document.kind)
            refused[document.kind] = f"{before}；{verdict.reason}" if before else verdict.reason
    if file.terms.open_condition is not None:
        refused |= dict.fromkeys(file.missing_documents, _("受理时承诺后补，还没有交，请上传"))
    return correction_form(
        {key: say(pair) for key, pair in correction_points.titles(file.item).items()}, refused, formdata
    )


def _seen(file: CaseFile) -> int:
    """The newest verdict that the form knows of; a verdict is no step, so the case's version does not tell."""
    return max((verdict.id for _document, _blob, verdict in file.documents if verdict is not None), default=0)


def _passed_since(file: CaseFile, filled: CorrectionForm) -> bool:
    """Whether somebody passed a document on the list after the form was shown; its box says who. Sent again, it goes."""
    seen, found = request.form.get("seen", ""), False
    since = int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= 18 else 0  # fits 64 bits
    for document, _blob, verdict in file.documents:
        box = filled[f"document-{document.kind}"]
        if verdict is None or verdict.verdict != "accepted" or verdict.id <= since or not (box.data or "").strip():
            continue
        if verdict.actor_id != current_actor().user_id:
            who, when = names_of([verdict.actor_id])[verdict.actor_id], moment(verdict.at)
            told = _(
                "%(who)s%(when)s已核通过这份材料。仍要补正，请再发一次；不用补了，请清空这一项。", who=who, when=when
            )
            box.errors, found = (*box.errors, told), True
    return found


def _page(file: CaseFile, filled: CorrectionForm) -> str:
    days = Limits(**file.case.call.days).correction
    filing = file.filing.facts
    return render_template(
        "cases/correction.html",
        case=file.case,
        file=file,
        form=filled,
        seen=_seen(file),
        days=days,
        due=file.calendar.due(file.today, days),
        reasons=blockers(file.dossier, "request_correction", current_actor()),
        answers={fact.name: fact_text(fact, filing.get(fact.name)) for fact in file.item.facts},
    )


@bp.post("/cases/<number>/correction/cancellation")
@acts
def cancel(number: str) -> Answer:
    """Take the notice back."""
    case = case_for_step(number)
    correction.cancel(case, current_actor())
    return done(case, _("补正已取消，案件继续办理。"))


@bp.get("/cases/<number>/correction/lapse")
def lapse_form(number: str) -> str:
    """Ask for the reason of closing an overdue case."""
    return ask(number, LAPSE, ReasonForm(formdata=None))


@bp.post("/cases/<number>/correction/lapse")
@acts
def lapse(number: str) -> Answer:
    """Close the case as lapsed."""
    filled = ReasonForm()
    return take(number, LAPSE, filled, lambda case: correction.lapse(case, current_actor(), filled.reason.data or ""))
