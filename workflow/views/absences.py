"""Who is away and who stands in: the list, a new absence, the end of one."""

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.ownership import AbsenceForm
from states.names import Role
from workflow.actions import absence
from workflow.actions.absence import Away
from workflow.clock import business_date
from workflow.permissions import current_actor
from workflow.queries import absences as queries
from workflow.queries.caseworkers import caseworkers
from workflow.queries.helping import helped
from workflow.views.acting import Answer, acts
from workflow.views.ownership import described
from workflow.views.people import number

bp = Blueprint("absences", __name__)


def _leads() -> bool:
    return Role.SUPERVISOR in current_user.roles


def _form(form: AbsenceForm) -> AbsenceForm:
    people = caseworkers()
    form.deputy.choices = form.user.choices = []
    form.offer(described(people))
    if not _leads():
        form.user.choices = [(str(current_user.id), current_user.name)]
    return form


@bp.get("/absences")
def index() -> str:
    """Whose absence runs or comes, for whom the person stands in, and with which cases the person helps."""
    return _page(AbsenceForm(formdata=None))


def _page(form: AbsenceForm) -> str:
    me, leads = current_user.id, _leads()
    rows = queries.absences(None if leads else me)
    return render_template(
        "absences/index.html",
        rows=rows,
        form=_form(form) if leads or Role.CASEWORKER in current_user.roles else None,
        mine=lambda row: leads or row.user_id == me,
        me=me,
        today=business_date(),
        helped=[] if leads else helped(me),
    )


@bp.post("/absences")
@acts
def announce() -> Answer:
    """Enter an absence."""
    form = _form(AbsenceForm())
    if not form.validate() or form.since.day is None or form.until.day is None:
        return _page(form), 422
    days = {"since": form.since.day, "until": form.until.day}
    away = Away(int(form.user.data), int(form.deputy.data), **days, note=(form.note.data or "").strip())
    absence.announce(away, current_actor())
    flash(_("已登记，消息已发给代理人。"), "success")
    return url_for("absences.index")


@bp.post("/absences/end")
@acts
def end() -> Answer:
    """End an absence today."""
    absence.end(number(request.form.get("absence", "")), current_actor())
    flash(_("已结束，从现在起不再代理。"), "success")
    return url_for("absences.index")
