"""Special audit reports: entering one beside the claim, and comparing what a colleague entered."""

from typing import Any

from flask import Blueprint, abort, flash, g, render_template, request, url_for
from flask_babel import gettext as _

from forms import special_audit as forms
from forms.special_audit import AuditCheckForm, AuditForm
from rules.facts import Fact
from rules.proofs import AUDITED
from states.lifecycle import blockers
from workflow.actions import special_audit
from workflow.actions.special_audit import Said
from workflow.db import db
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.queries import special_audits
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.fact_text import fact_text
from workflow.views.receiving import receive

bp = Blueprint("audits", __name__)


def _asked(file: CaseFile) -> list[Fact]:
    wanted = AUDITED.get(file.case.item)
    if wanted is None:
        abort(404)
    return [fact for fact in file.item.facts if fact.name in wanted]


@bp.get("/cases/<number>/audit")
def show(number: str) -> str:
    """Every report of the case, and the form of another one."""
    return _page(case_or_404(number))


def _page(case: Case, form: AuditForm | None = None, check: AuditCheckForm | None = None) -> str:
    file, actor = open_file(case), current_actor()
    facts, claimed = _asked(file), file.filing.facts
    given = {name: value for name, value in _flat(facts, claimed).items() if value is not None}
    may = not blockers(file.dossier, "enter_audit", actor)
    found = special_audits.reports(case.id)
    newest = found[0] if found else None
    waits = newest is not None and newest.check is None and not blockers(file.dossier, "check_audit", actor)
    mine = newest is not None and newest.audit.entered_by == actor.user_id
    return render_template(
        "audits/show.html",
        case=case,
        file=file,
        reports=found,
        names=names_of([*(row.audit.entered_by for row in found), *(row.check.checked_by for row in found if row.check)]),
        rows=lambda amounts: [(f.label, fact_text(f, claimed.get(f.name)), fact_text(f, amounts.get(f.name)))
                              for f in facts],
        fields=[name for name, _fact in forms.names(facts, claimed)],
        form=(form or forms.audit_form(facts, claimed, formdata=None, data=given)) if may else None,
        check=(check or AuditCheckForm(formdata=None)) if waits and not mine else None,
        waits=waits,
    )  # fmt: skip


def _flat(facts: list[Fact], claimed: Any) -> dict[str, Any]:
    """The claimed values under the names of the fields: one only changes what the report states otherwise."""
    found: dict[str, Any] = {f"amount_{fact.name}": claimed.get(fact.name) for fact in facts if fact.kind != "rows"}
    for fact in facts:
        for place, row in enumerate(claimed.get(fact.name) or []) if fact.kind == "rows" else ():
            found |= {f"amount_{fact.name}_{place}_{name}": value for name, value in row.items()}
    return found


@bp.post("/cases/<number>/audit")
def enter(number: str) -> Answer:
    """Enter a report; its scan is looked at before anything is locked."""
    case_or_404(number)
    db.session.rollback()
    g.received = receive(request.files.getlist("file")[:1])
    return _enter(number=number)


@acts
def _enter(number: str) -> Answer:
    case = case_for_step(number)
    file = open_file(case)
    facts, claimed = _asked(file), file.filing.facts
    form = forms.audit_form(facts, claimed)
    right = form.validate()
    if not g.received or g.received[0].why:
        form.file.errors, right = (g.received[0].why if g.received else _("请附上报告的扫描件。"),), False
    if not right:
        return _page(case, form), 422
    assert form.reported_on.day is not None
    amounts = forms.amounts(form, facts, claimed)
    said = Said(form.firm.data or "", form.number.data or "", form.reported_on.day, amounts, form.note.data or "")
    special_audit.enter(case, said, (g.received[0].name, g.received[0].stored), current_actor())
    flash(_("报告已登记，请另一位同事核对。核对后计入评估。"), "success")
    return url_for("audits.show", number=number)


@bp.post("/cases/<number>/audit/<int(max=999999999):audit>")
@acts
def check(number: str, audit: int) -> Answer:
    """Say whether the entry agrees with the report."""
    case, form = case_for_step(number), AuditCheckForm()
    row = special_audits.report(case, audit)
    if row is None:
        abort(404)
    agrees, right = form.agrees.data == "yes", form.validate()
    if right and not agrees and not (form.note.data or "").strip():
        form.note.errors, right = (_("请写哪里不一致。"),), False
    if not right:
        return _page(case, check=form), 422
    special_audit.check(case, row.audit, current_actor(), agrees=agrees, note=form.note.data or "")
    flash(_("核对好了，计入下一次评估。") if agrees else _("已退回重新登记。"), "success")
    return url_for("audits.show", number=number)
