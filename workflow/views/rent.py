"""Article 14: who uses how many of the 36 months, and the tracker of one enterprise."""

from flask import Blueprint, abort, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from states.names import Role
from workflow.db import db
from workflow.exports.rent import workbook
from workflow.models.enterprise import Enterprise
from workflow.permissions import access_of
from workflow.queries import rent
from workflow.queries.holdings import load
from workflow.queries.rent_measure import measure
from workflow.queries.rent_track import track
from workflow.views.acting import Answer
from workflow.views.rent_list import lines, next_url, tabs, wanted
from workflow.views.rent_page import page
from workflow.views.rent_words import end_words, month_name

bp = Blueprint("rent", __name__)
bp.add_app_template_filter(month_name)
bp.add_app_template_filter(end_words)


@bp.get("/rent")
def index() -> str:
    """Every enterprise with rent support: by tab, by text, by name or by months used."""
    by, want = measure(), wanted(request.args)
    rows = rent.overview(want.wanted, want.after, by.most, by.today)
    shown = rows[: rent.PAGE]
    return render_template(
        "rent/index.html",
        by=by,
        lines=lines(shown, by),
        tabs=tabs(rent.counts(by.most, by.today), want.wanted),
        wanted=want.wanted,
        older=next_url(rows, want.wanted) if len(rows) > rent.PAGE else "",
        began=want.after is None,
    )


@bp.get("/rent/own")
def own() -> str:
    """The applicant's own months."""
    firm = db.session.get(Enterprise, current_user.enterprise_id)
    if firm is None:
        abort(404)
    return _tracker(firm, "applications.show")


@bp.get("/rent/export")
def export() -> Answer:
    """The ledger of the enterprises that the overview shows, as an Excel file."""
    by, want = measure(), wanted(request.args)
    name = f"{_('租金台账')}-{by.today:%Y%m%d}.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return send_file(workbook(want.wanted, by), mimetype=kind, as_attachment=True, download_name=name)


@bp.get("/rent/<uscc>")
def show(uscc: str) -> str:
    """The tracker of one enterprise."""
    return _tracker(firm_or_404(uscc), "cases.show")


def firm_or_404(uscc: str) -> Enterprise:
    """The enterprise of a credit code."""
    firm = rent.enterprise_by_uscc(uscc) if len(uscc) == 18 else None
    if firm is None:
        abort(404)
    return firm


def _tracker(firm: Enterprise, case_endpoint: str) -> str:
    by = measure()
    found = track(load([firm.id])[firm.id], by)
    payments, recoveries = rent.payments(firm.id), rent.recoveries(firm.id)
    return render_template(
        "rent/show.html",
        firm=firm,
        own=case_endpoint == "applications.show",
        by=by,
        history=rent.history(firm.id),
        payments=payments,
        recoveries=recoveries,
        case_endpoint=case_endpoint,
        kinds={"reserved": _("核定"), "paid": _("拨付"), "reversed": _("退回"), "recovered": _("追回")},
        registers=current_user.may(Role.CASEWORKER),
        decides=current_user.may(Role.SUPERVISOR),
        sees_payments=bool((access_of("payments.show").roles or frozenset()) & current_user.roles),
        **page(found, lambda number: url_for(case_endpoint, number=number)),
    )
