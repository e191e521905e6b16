"""The budgets of a year: what is planned, held, decided, paid and free, the ledger of each, and changes by two people."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.budget import AnswerForm, ChangeForm
from states.names import Role
from workflow.actions import budget_plan
from workflow.clock import business_date
from workflow.models.budget_change import OPEN, BudgetChange
from workflow.models.budget_line import KINDS
from workflow.permissions import current_actor
from workflow.queries import budget, budget_ledger, prorations
from workflow.queries.people import names_of
from workflow.queries.recusals import hidden_from
from workflow.views.acting import Answer, acts
from workflow.views.article_words import article_choices, article_words

bp = Blueprint("budget", __name__)


@bp.get("/budget")
def index() -> str:
    """Every article of the year (`year`, else this one)."""
    return _page(_year(request.args.get("year", "")))


def _year(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) == 4
    return int(text) if known else business_date().year


def _page(year: int, form: ChangeForm | None = None, answer: tuple[int, AnswerForm] | None = None) -> str:
    rows, changes, cuts = budget.standing(year), budget.changes(year), prorations.of_year(year)
    people = (
        {row.proposed_by for row in changes} | {row.decided_by for row in changes} | {cut.applied_by for cut in cuts}
    )
    may_propose = bool(current_user.roles & set(budget_plan.PROPOSERS)) and year >= business_date().year
    return render_template(
        "budget/index.html",
        year=year,
        years=sorted({*budget.years(), business_date().year, business_date().year + 1, year}, reverse=True),
        this_year=business_date().year,
        rows=rows,
        total=[sum(column) for column in zip(*(row[1:] for row in rows), strict=True)],
        waiting=[row for row in changes if row.state == OPEN],
        decided=[row for row in changes if row.state != OPEN],
        cuts=cuts,
        names=names_of(person for person in people if person is not None),
        form=(form or ChangeForm(formdata=None, articles=article_choices())) if may_propose else None,
        may_decide=Role.SUPERVISOR in current_user.roles,
        may_cut=bool(current_user.roles & {Role.SECRETARY, Role.SUPERVISOR, Role.AUDITOR}),
        answer=answer or (0, AnswerForm(formdata=None)),
        article_words=article_words,
    )


@bp.get("/budget/<int:year>/<int:article>")
def ledger(year: int, article: int) -> str:
    """One account's ledger, newest first; `kind` keeps one column, `before` is the place in the list."""
    row = next((one for one in budget.standing(year) if one.article == article), None) if year < 10**4 else None
    account = budget.account(year, article) if row else None
    if account is None or row is None:
        abort(404)
    kind = request.args.get("kind", "")
    kind, before = kind if kind in KINDS else "", request.args.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) <= 15 else None
    lines = budget_ledger.ledger(account.id, kind or None, place)
    shown = lines[: budget_ledger.PAGE]
    people = {one for line in shown for one in (line.proposed_by, line.decided_by) if one is not None}
    return render_template(
        "budget/ledger.html",
        year=year,
        row=row,
        kind=kind,
        kinds=KINDS,
        lines=shown,
        hidden=hidden_from(current_actor()),
        names=names_of(people),
        began=place is None,
        older=shown[-1].id if len(lines) > len(shown) else None,
        article_words=article_words,
    )


@bp.post("/budget/changes")
@acts
def propose() -> Answer:
    """Propose a change of a plan of the year in the address."""
    year = _year(request.args.get("year", ""))
    form = ChangeForm(articles=article_choices())
    if not form.validate():
        return _page(year, form), 422
    budget_plan.propose(
        form.kind.data,
        year,
        int(form.article.data),
        form.amount.fen or 0,
        form.reason.data or "",
        current_actor(),
        to_article=form.target,
    )
    flash(_("已提议，等科室负责人确认。"), "success")
    return url_for("budget.index", year=year)


@bp.post("/budget/changes/<int:plan_change>/approval")
@acts
def approve(plan_change: int) -> Answer:
    """Confirm a change: the plan moves at once."""
    row = _change(plan_change)
    budget_plan.decide(row, current_actor(), approved=True)
    flash(_("预算已按提议调整。"), "success")
    return url_for("budget.index", year=row.year)


@bp.post("/budget/changes/<int:plan_change>/refusal")
@acts
def refuse(plan_change: int) -> Answer:
    """Leave the plan as it is, with the reason."""
    row, form = _change(plan_change), AnswerForm()
    if not form.validate():
        return _page(row.year, answer=(row.id, form)), 422
    budget_plan.decide(row, current_actor(), approved=False, answer=form.answer.data or "")
    flash(_("没有同意，预算不变。"), "success")
    return url_for("budget.index", year=row.year)


def _change(change: int) -> BudgetChange:
    row = budget.change_for_decision(change) if change < 10**15 else None
    if row is None:
        abort(404)
    return row
