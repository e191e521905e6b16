"""Experts on a case: whom to ask, what they declared, their sheets, and adopting the mark."""

from flask import Blueprint, abort, flash, g, request, url_for
from flask_babel import gettext as _

from forms.assessment import AskForm, DeclarationForm
from workflow.actions import assessment, score_sheet
from workflow.actions.score_sheet import Sheet
from workflow.db import db
from workflow.models.case import Case
from workflow.models.expert import Expert
from workflow.models.expert_seat import ExpertSeat
from workflow.permissions import case_or_404, current_actor
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.assessment_page import page, sheet_of, sheet_page
from workflow.views.receiving import receive

bp = Blueprint("assessments", __name__)


@bp.get("/cases/<number>/assessment")
def show(number: str) -> str:
    """The seats, the sheets and the mark."""
    return page(case_or_404(number))


@bp.post("/cases/<number>/assessment/experts")
@acts
def ask(number: str) -> Answer:
    """Ask an expert."""
    case, form = case_for_step(number), AskForm()
    person = db.session.get(Expert, form.expert.data or 0)
    if person is None:
        abort(400, _("请从名册里选一位专家。"))
    assessment.ask(case, person, current_actor())
    flash(_("已请专家，请登记利益冲突声明。"), "success")
    return url_for("assessments.show", number=number)


def _seat(case: Case, seat_id: int) -> ExpertSeat:
    row = db.session.get(ExpertSeat, seat_id)
    if row is None or row.case_id != case.id:
        abort(404)
    return row


@bp.post("/cases/<number>/assessment/<int(max=999999999):seat>/declaration")
@acts
def declare(number: str, seat: int) -> Answer:
    """Note what the expert declared."""
    case, form = case_for_step(number), DeclarationForm()
    row, conflict, right = _seat(case, seat), form.conflict.data == "yes", form.validate()
    if right and conflict and not (form.text.data or "").strip():
        form.text.errors, right = (_("请写是什么冲突。"),), False
    if not right:
        return page(case, declaration=(seat, form)), 422
    assessment.declare(case, row, form.text.data or "", current_actor(), conflict=conflict)
    flash(_("声明已登记，请换一位专家。") if conflict else _("声明已登记。"), "success")
    return url_for("assessments.show", number=number)


@bp.get("/cases/<number>/assessment/<int(max=999999999):seat>/sheet")
def sheet(number: str, seat: int) -> str:
    """The form of a score sheet."""
    case = case_or_404(number)
    return sheet_page(case, _seat(case, seat))


@bp.post("/cases/<number>/assessment/<int(max=999999999):seat>/sheet")
def enter(number: str, seat: int) -> Answer:
    """Enter a sheet; its scan is looked at before anything is locked."""
    case_or_404(number)
    db.session.rollback()
    g.received = receive(request.files.getlist("file")[:1])
    return _enter(number=number, seat=seat)


@acts
def _enter(number: str, seat: int) -> Answer:
    case = case_for_step(number)
    row, form = _seat(case, seat), sheet_of(case)
    right = form.validate()
    if not g.received or g.received[0].why:
        form.file.errors, right = (g.received[0].why if g.received else _("请附上评分表的扫描件。"),), False
    if not right:
        return sheet_page(case, row, form), 422
    assert form.signed_on.day is not None
    said = Sheet(form.points(), form.signed_on.day, form.opinion.data or "")
    score_sheet.enter(case, row, said, (g.received[0].name, g.received[0].stored), current_actor())
    flash(_("评分表已登记。"), "success")
    return url_for("assessments.show", number=number)


@bp.post("/cases/<number>/assessment/adoption")
@acts
def adopt(number: str) -> Answer:
    """Adopt the mark; the next evaluation goes by it."""
    case = case_for_step(number)
    assessment.adopt(case, current_actor())
    flash(_("评审结果已采用，计入下一次评估。"), "success")
    return url_for("assessments.show", number=number)
