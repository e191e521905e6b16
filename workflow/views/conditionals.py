"""Accepting with documents to follow, and the applicant's page on which they are handed in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from states.lifecycle import blockers
from workflow.actions import conditional
from workflow.permissions import current_actor
from workflow.queries.casefile import CaseFile
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.application_page import load
from workflow.views.checklist import checklist
from workflow.views.step_form import done

bp = Blueprint("conditionals", __name__)


@bp.post("/cases/<number>/conditional-acceptance")
@acts
def accept(number: str) -> Answer:
    """Accept, although promised documents are to follow."""
    case = case_for_step(number)
    row = conditional.accept(case, current_actor())
    return done(case, _("已容缺受理，%(n)s种材料补交前停止计时，已通知企业。", n=len(row.kinds)))


@bp.get("/applications/<number>/documents-to-follow")
def form(number: str) -> Answer:
    """What is still to be handed in, and until when; without such a condition the tracking page."""
    file = load(number)
    if file.terms.open_condition is None:
        return redirect(url_for("applications.show", number=number), 303)
    return supply_page(file)


def supply_page(file: CaseFile, kind: str = "", sentence: str = "") -> str:
    """The page; `kind` and `sentence` say what is wrong with an upload."""
    condition = file.terms.open_condition
    assert condition is not None, "asked before"
    return render_template(
        "applications/supply.html",
        case=file.case,
        item=file.item,
        condition=condition,
        left=file.working_days_left(condition.due_on),
        documents=checklist(file, only=set(condition.kinds), error_kind=kind, error=sentence),
        blockers=blockers(file.dossier, "supply_documents", current_actor()),
    )


@bp.post("/applications/<number>/documents-to-follow")
@acts
def supply(number: str) -> Answer:
    """All of them are handed in: the check goes on."""
    case = case_for_step(number)
    conditional.supply(case, current_actor())
    flash(_("补交的材料收到了，由原来的经办人接着核验。"), "success")
    return url_for("applications.show", number=case.number)
