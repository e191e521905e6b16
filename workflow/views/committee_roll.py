"""The roll of the committee, kept by the secretary."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from forms.meeting import MemberForm
from states.names import Role
from workflow.actions import committee_roll
from workflow.db import db
from workflow.models.meeting import CommitteeMember
from workflow.permissions import current_actor
from workflow.queries.meeting_list import roll
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts

bp = Blueprint("committee_roll", __name__)


@bp.get("/members")
def index() -> str:
    """Everybody on the roll, and the form of another one."""
    return _page(MemberForm(formdata=None))


def _page(form: MemberForm) -> str:
    members = roll()
    return render_template(
        "meetings/roll.html",
        members=members,
        names=names_of(one.user_id for one in members),
        form=form if Role.SECRETARY in current_actor().roles else None,
    )


@bp.post("/members")
@acts
def add() -> Answer:
    """Put somebody on the roll."""
    form = MemberForm()
    if not form.validate():
        return _page(form), 422
    name, organisation, title, login = (form[one].data or "" for one in ("name", "organisation", "title", "login"))
    committee_roll.enrol(name, organisation, title, login, current_actor())
    flash(_("已加入委员名册。"), "success")
    return url_for("committee_roll.index")


@bp.post("/members/<int(max=999999999):member>/state")
@acts
def change(member: int) -> Answer:
    """Whether somebody is called to further meetings."""
    row = db.session.get(CommitteeMember, member)
    if row is None:
        abort(404)
    committee_roll.set_active(row, active=request.form.get("active") == "yes")
    flash(_("已改。"), "success")
    return url_for("committee_roll.index")
