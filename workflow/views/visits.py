"""Site visits: those coming up, planning one, its record with photos, and signing it. Made to be used on a phone."""

from datetime import timedelta

from flask import Blueprint, abort, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.casework import ReasonForm
from forms.visit import VisitForm
from states.names import Role
from workflow.actions import site_visit, visit_record, visit_signing
from workflow.actions.site_visit import Plan
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.visit import MOST_PHOTOS, SiteVisit
from workflow.permissions import case_or_404, current_actor
from workflow.queries import visits
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.item_words import item_words
from workflow.views.receiving import receive
from workflow.views.visit_page import plan_page, record_of, show_page

bp = Blueprint("visits", __name__)


@bp.get("/visits")
def index() -> str:
    """Visits up to the end of this week, overdue ones included: a caseworker's own, all for the others or on demand."""
    today = business_date()
    end = today + timedelta(days=6 - today.weekday())
    mine = Role.CASEWORKER in current_user.roles and request.args.get("who") != "all"
    shown = visits.coming(end if request.args.get("when") != "all" else today + timedelta(days=366),
                          current_user.id if mine else None)  # fmt: skip
    return render_template(
        "visits/index.html", shown=shown, mine=mine, today=today, end=end, every=request.args.get("when") == "all",
        item_words=item_words, choose=Role.CASEWORKER in current_user.roles,
    )  # fmt: skip


@bp.get("/cases/<number>/visits/new")
def form(number: str) -> str:
    """Ask when, where and who."""
    return plan_page(case_or_404(number))


@bp.post("/cases/<number>/visits/new")
@acts
def plan(number: str) -> Answer:
    """Plan the visit; both visitors are told."""
    case, sent = case_for_step(number), VisitForm(choices=visits.visitors())
    if not sent.validate():
        return plan_page(case, sent), 422
    assert sent.day.day is not None
    said = Plan(sent.day.day, sent.place.data or "", sent.lead.data or 0, sent.second.data or 0)
    row = site_visit.plan(case, said, current_actor())
    flash(_("现场核查已安排，已通知去的两个人。"), "success")
    return url_for("visits.show", number=number, visit=row.id)


def _visit(case: Case, visit_id: int) -> SiteVisit:
    found = visits.one(visit_id)
    if found is None or found[0].case_id != case.id:
        abort(404)
    return found[0]


@bp.get("/cases/<number>/visits/<int(max=999999999):visit>")
def show(number: str, visit: int) -> str:
    """The visit with everything the person may do on it."""
    case = case_or_404(number)
    return show_page(case, _visit(case, visit))


@bp.post("/cases/<number>/visits/<int(max=999999999):visit>")
@acts
def record(number: str, visit: int) -> Answer:
    """Write down what was found."""
    case = case_for_step(number)
    row = _visit(case, visit)
    sent = record_of(case)
    if not sent.validate():
        return show_page(case, row, record=sent), 422
    assert sent.visited_on.day is not None
    areas = tuple(field.hundredths for field in sent.areas)
    said = visit_record.Record(sent.visited_on.day, sent.result.data, sent.seen_text.data or "", areas)
    visit_record.record(case, row, said, current_actor())
    flash(_("现场情况记好了。请两个人各自登录看过再签。"), "success")
    return url_for("visits.show", number=number, visit=visit)


@bp.post("/cases/<number>/visits/<int(max=999999999):visit>/photos")
def photos(number: str, visit: int) -> Answer:
    """Hand in photos; they are looked at before anything is locked."""
    case_or_404(number)
    db.session.rollback()
    g.received = receive(request.files.getlist("files")[: MOST_PHOTOS + 1])
    return _photos(number=number, visit=visit)


@acts
def _photos(number: str, visit: int) -> Answer:
    case = case_or_404(number, for_change=True)
    row, refused = _visit(case, visit), [one.why for one in g.received if one.why]
    if refused or not g.received:
        return show_page(case, row, wrong=refused or [_("请先选照片。")]), 422
    visit_record.add_photos(row, [(one.name, one.stored) for one in g.received], current_actor())
    flash(_("照片已存好。"), "success")
    return url_for("visits.show", number=number, visit=visit, _anchor="photos")


@bp.post("/cases/<number>/visits/<int(max=999999999):visit>/signature")
@acts
def sign(number: str, visit: int) -> Answer:
    """Sign what is on the page."""
    case = case_for_step(number)
    visit_signing.sign(case, _visit(case, visit), current_actor(), request.form.get("record", ""))
    flash(_("您已签名。"), "success")
    return url_for("visits.show", number=number, visit=visit)


@bp.post("/cases/<number>/visits/<int(max=999999999):visit>/cancellation")
@acts
def cancel(number: str, visit: int) -> Answer:
    """Call it off, with the reason."""
    case, sent = case_for_step(number), ReasonForm()
    row = _visit(case, visit)
    if not sent.validate():
        return show_page(case, row, off=sent), 422
    site_visit.cancel(case, row, sent.reason.data or "", current_actor())
    flash(_("现场核查已取消。"), "success")
    return url_for("cases.show", number=number)
