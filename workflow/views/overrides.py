"""Changing a number: the caseworker proposes, the reviewer or supervisor decides, each on a page of its own."""

from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from forms.casework import ReasonForm
from forms.override import form_for
from rules.facts import Fact
from states.lifecycle import blockers
from workflow.actions import override
from workflow.actions.override_faults import Wanted, faults
from workflow.models.case import Case
from workflow.models.override import AMOUNT, OPEN, Override
from workflow.permissions import case_or_404, current_actor
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.override_effect import effect
from workflow.queries.people import names_of
from workflow.views import override_lines
from workflow.views import override_numbers as numbers
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say

bp = Blueprint("overrides", __name__)


@bp.get("/cases/<number>/overrides/new")
def form(number: str) -> str:
    """Choose the number (`what`: a fact or `amount`), then say what it should be, why, and where that stands."""
    return _new(open_file(case_or_404(number)), request.args.get("what", ""))


def _new(file: CaseFile, what: str, filled: Any = None, told: tuple[str, ...] = ()) -> str:
    fact = numbers.fact(file, what)
    ready = fact is not None or what == AMOUNT
    return render_template(
        "overrides/new.html",
        case=file.case,
        file=file,
        what=what,
        fact=fact,
        now=numbers.now(file, fact) if ready else "",
        choices=numbers.choices(file),
        form=filled
        or (form_for(fact, numbers.files(file), formdata=None, number=numbers.kept(file, fact)) if ready else None),
        reasons=blockers(file.dossier, "propose_override", current_actor()),
        told=told,
    )


@bp.post("/cases/<number>/overrides/new")
@acts
def propose(number: str) -> Answer:
    """Propose the change, or show the page again with what is wrong and everything that was typed (422)."""
    case, what = case_for_step(number), request.args.get("what", "")
    file = open_file(case)
    fact = numbers.fact(file, what)
    if fact is None and what != AMOUNT:
        abort(404)
    filled = form_for(fact, numbers.files(file))
    if not filled.validate():
        return _new(file, what, filled), 422
    wanted = _wanted(file, fact, filled)
    if wrong := tuple(faults(file, wanted)):
        return _new(file, what, filled, tuple(say(one) for one in wrong)), 422
    override.propose(case, wanted, current_actor())
    flash(_("已提请第二个人确认。确认以后，下一次评估按新的数算。"), "success")
    return url_for("cases.show", number=number, _anchor="changes")


@bp.get("/cases/<number>/overrides/<change>")
def show(number: str, change: str) -> str:
    """One change, with the buttons for whom may decide or take it back."""
    file = open_file(case_or_404(number))
    return _page(file, _found(file, change), ReasonForm(formdata=None))


def _page(file: CaseFile, row: Override, refusal: ReasonForm) -> str:
    actor, dossier = current_actor(), file.dossier
    others = row.state == OPEN and row.proposed_by != actor.user_id
    return render_template(
        "overrides/show.html",
        case=file.case,
        file=file,
        row=row,
        line=override_lines.line(file, row, names_of([row.proposed_by, row.decided_by])),
        may_decide=others and not blockers(dossier, "confirm_override", actor) and override.may_decide(row, actor),
        may_withdraw=row.state == OPEN and not blockers(dossier, "withdraw_override", actor),
        effect=effect(file, row),
        reviewed=dossier.second_review_passed and not dossier.evaluation_stale,
        refusal=refusal,
    )


@bp.post("/cases/<number>/overrides/<change>/confirmation")
@acts
def confirm(number: str, change: str) -> Answer:
    """Confirm it."""
    case, row = _for_step(number, change)
    override.confirm(case, row, current_actor())
    flash(_("已确认。评估依据变了，原来的评估和复核不再算数，请经办人重新评估。"), "success")
    return url_for("cases.show", number=number, _anchor="changes")


@bp.post("/cases/<number>/overrides/<change>/refusal")
@acts
def refuse(number: str, change: str) -> Answer:
    """Do not agree, with the reason."""
    case, row = _for_step(number, change)
    refusal = ReasonForm()
    if not refusal.validate():
        return _page(open_file(case), row, refusal), 422
    override.refuse(case, row, current_actor(), refusal.reason.data or "")
    flash(_("没有同意这处调整，案件不变。"), "info")
    return url_for("cases.show", number=number, _anchor="changes")


@bp.post("/cases/<number>/overrides/<change>/withdrawal")
@acts
def withdraw(number: str, change: str) -> Answer:
    """Take it back before anybody decided."""
    case, row = _for_step(number, change)
    override.withdraw(case, row, current_actor())
    flash(_("已撤销，案件不变。"), "info")
    return url_for("cases.show", number=number, _anchor="changes")


def _for_step(number: str, change: str) -> tuple[Case, Override]:
    case = case_for_step(number)
    return case, _found(open_file(case), change)


def _found(file: CaseFile, change: str) -> Override:
    found = next((row for row in file.overrides if str(row.id) == change), None)
    if found is None:
        abort(404)
    return found


def _wanted(file: CaseFile, fact: Fact | None, filled: Any) -> Wanted:
    document = next((row[0] for row in file.documents if row[0].ref == filled.document.data), None)
    number = {"fen": filled.number.fen} if fact is None else {"fact": fact.name, "value": filled.number.answer()}
    return Wanted(reason=filled.reason.data or "", document=document, page=filled.at_page, **number)
