"""Pro-rata cuts (按比例核减): what a cut would make of each case, applying it, and taking it back before publicity."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.budget import CutForm, UndoForm
from rules import money
from states.names import Role, State
from workflow.actions import proration
from workflow.clock import business_date
from workflow.permissions import current_actor
from workflow.queries import budget, prorations
from workflow.queries.cut_candidates import Candidate, candidates
from workflow.queries.people import names_of
from workflow.queries.recusals import hidden_from
from workflow.queries.rulebook import PAYING_ARTICLES
from workflow.views.acting import Answer, acts
from workflow.views.article_words import article_words
from workflow.views.item_words import item_words

bp = Blueprint("budget_cuts", __name__)


@bp.get("/budget/cut/<int:article>")
def preview(article: int) -> str:
    """Before and after of each case; `case` names those to cut (else all), `amount` what is distributed (else all that is left)."""
    return _preview(article)


def _preview(article: int, form: CutForm | None = None) -> str:
    year, meeting = business_date().year, _meeting()
    account = budget.account(year, article) if article in PAYING_ARTICLES else None
    if account is None:
        abort(404)
    promised = prorations.promised(year, article)
    free = max(0, account.planned_fen - account.reserved_fen - promised)
    there = _candidates(article, meeting)
    picked = set(request.values.getlist("case"))
    chosen = [one for one in there if not one.must_vote and (not picked or one.number in picked)]
    amount, wrong = _amount(free)
    cut = proration.preview([(one.case_id, one.fen) for one in chosen], max(0, amount))
    allowed = current_user.roles & ({Role.SECRETARY} if meeting is None else {Role.SECRETARY, Role.SUPERVISOR})
    return render_template(
        "budget/cut.html",
        year=year,
        article=article,
        meeting=meeting,
        free=free,
        promised=promised,
        amount=amount,
        typed=request.values.get("amount", ""),
        wrong=wrong,
        there=there,
        chosen={one.case_id for one in chosen},
        total=sum(one.fen for one in chosen),
        cut=cut,
        after={row.case_id: row.after_fen for row in cut.rows},
        form=(form or CutForm(formdata=None, reason=proration.REASON)) if allowed else None,
        article_words=article_words,
        item_words=item_words,
    )


def _candidates(article: int, meeting: int | None) -> list[Candidate]:
    hidden = hidden_from(current_actor())
    return [one for one in candidates(article, meeting) if one.case_id not in hidden]


def _meeting() -> int | None:
    text = request.values.get("meeting", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def _amount(free: int) -> tuple[int, str]:
    """What is to be distributed (fen), and the sentence that says what is wrong with what was typed."""
    text = request.values.get("amount", "").strip()
    if not text:
        return free, ""
    try:
        fen = money.parse_yuan(text)
    except money.NotMoney:
        return free, _("金额要写成1234.50这样的数字，最多两位小数。")
    if not 0 < fen <= free:
        return free, _("要大于0，不超过预算余额%(yuan)s元。", yuan=money.grouped(free))
    return fen, ""


@bp.post("/budget/cut/<int:article>")
@acts
def apply(article: int) -> Answer:
    """Cut the chosen cases to what the page showed; when an amount or the budget moved meanwhile, it is refused."""
    form = CutForm()
    if not form.validate():
        return _preview(article, form), 422
    cases = prorations.locked(request.form.getlist("case"))
    made = proration.apply(
        _meeting(),
        business_date().year,
        article,
        cases,
        current_actor(),
        proration.Asked(form.reason.data or "", _shown("budget_fen"), _shown("total_fen")),
    )
    flash(_("已按比例核减%(n)s件，合计等于%(yuan)s元。", n=len(cases), yuan=money.grouped(made.budget_fen)), "success")
    return url_for("budget_cuts.show", cut=made.id)


def _shown(name: str) -> int:
    """A figure of the page that the form was on (fen); 0 when there is none, which nothing fits."""
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0


@bp.get("/budget/cuts/<int:cut>")
def show(cut: int) -> str:
    """One cut with its cases."""
    return _show(cut)


def _show(cut: int, form: UndoForm | None = None) -> str:
    row = prorations.proration(cut) if cut < 10**15 else None
    if row is None:
        abort(404)
    lines, hidden = prorations.lines(cut), hidden_from(current_actor())
    roles = {Role.SECRETARY} if row.meeting_id is None else {Role.SECRETARY, Role.SUPERVISOR}
    announced = any(line.state in {State.PUBLICITY, State.PAID} for line in lines)
    may_undo = bool(current_user.roles & roles) and row.undone_at is None
    return render_template(
        "budget/cut_made.html",
        cut=row,
        lines=[line for line in lines if line.case_id not in hidden],
        announced=announced,
        names=names_of(person for person in (row.applied_by, row.undone_by) if person is not None),
        form=(form or UndoForm(formdata=None)) if may_undo else None,
        article_words=article_words,
        item_words=item_words,
    )


@bp.post("/budget/cuts/<int:cut>/undo")
@acts
def undo(cut: int) -> Answer:
    """Give every case of the cut its amount again."""
    form = UndoForm()
    if not form.validate():
        return _show(cut, form), 422
    row = prorations.proration(cut, for_change=True) if cut < 10**15 else None
    if row is None:
        abort(404)
    cases = prorations.locked(line.number for line in prorations.lines(cut))
    proration.undo(row, cases, current_actor(), form.reason.data or "")
    flash(_("核减已撤销，各件恢复原来的金额。"), "success")
    return url_for("budget_cuts.show", cut=cut)
