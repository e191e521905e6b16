"""After the payment, for the enterprise: what it owes, handing it in, and a recovery with its plan and notice."""

from typing import Any

from flask import Blueprint, abort, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forms.duty import DutyReportForm
from states.duties import BY_CODE
from states.lifecycle import Refused
from workflow.actions import duty
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.queries import duties, recoveries
from workflow.queries.calendar import calendar
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.notice_files import notice_file
from workflow.views.receiving import receive

bp = Blueprint("after_payment", __name__)


def _page(case: Case, form: DutyReportForm | None = None, on: str = "", reasons: tuple[str, ...] = ()) -> str:
    rows, today, days = duties.of_case(case.id), business_date(), calendar()
    return render_template(
        "duties/own.html",
        case=case,
        title=item_words(case.item),
        rows=rows,
        reports=duties.reports(rows),
        kinds=BY_CODE,
        left=lambda day: days.left(today, day),
        today=today,
        forms={row.kind: DutyReportForm(formdata=None, prefix=row.kind) for row in rows} | ({on: form} if form else {}),
        on=on,
        reasons=reasons,
        **_claim(case),
    )


def _claim(case: Case) -> dict[str, Any]:
    """A recovery that was decided; what is only proposed stays inside the bureau."""
    row = recoveries.live(case.id)
    if row is None or row.state != "approved":
        return {"recovery": None}
    found = {"recovery": row, "parts": recoveries.parts(row.id), "receipts": recoveries.receipts(row.id)}
    return found | {"notice": recoveries.notice(row.id)}


@bp.get("/applications/<number>/after-payment")
def own(number: str) -> str:
    """The page."""
    return _page(case_or_404(number))


@bp.get("/applications/<number>/recovery-notice")
def notice(number: str) -> BaseResponse:
    """The notice of recovery as PDF."""
    return notice_file(case_or_404(number))


@bp.post("/applications/<number>/after-payment/<kind>")
def report(number: str, kind: str) -> Answer:
    """Hand in what is owed; the file is looked at and kept before the transaction begins."""
    case_or_404(number)
    db.session.rollback()
    g.received = receive(request.files.getlist(f"{kind}-file")[:1])
    return _report(number=number, kind=kind)


@acts
def _report(number: str, kind: str) -> Answer:
    case, form = case_for_step(number), DutyReportForm(prefix=kind)
    row = duties.one(case.id, kind) if kind in BY_CODE else None
    if row is None:
        abort(404)
    right = form.validate()
    if refused := [one.why for one in g.received if one.why]:
        form.file.errors, right = (*form.file.errors, *refused), False
    if not right:
        return _page(case, form, kind), 422
    file = next(((one.name, one.stored) for one in g.received if one.stored is not None), None)
    try:
        duty.report(case, row, form.body.data or "", current_actor(), file)
    except Refused as refusal:
        return _page(case, form, kind, tuple(say(reason) for reason in refusal.blockers)), 422
    flash(_("已交给本局，核对后通知您。"), "success")
    return url_for("after_payment.own", number=number)
