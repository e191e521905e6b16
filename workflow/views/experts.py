"""The list of experts, kept by the secretary."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from forms.assessment import ExpertForm
from workflow.actions import expert
from workflow.db import db
from workflow.models.expert import Expert
from workflow.permissions import current_actor
from workflow.queries import assessments
from workflow.views.acting import Answer, acts

bp = Blueprint("experts", __name__)


@bp.get("/experts")
def index() -> str:
    """Everybody on the list, and the form of another one."""
    return _page(ExpertForm(formdata=None))


def _page(form: ExpertForm) -> str:
    return render_template("experts/index.html", experts=assessments.experts(), form=form)


@bp.post("/experts")
@acts
def add() -> Answer:
    """Put somebody on the list."""
    form = ExpertForm()
    if not form.validate():
        return _page(form), 422
    name, field, employer, uscc = (form[one].data or "" for one in ("name", "field", "employer", "uscc"))
    expert.add(name, field, employer, uscc, current_actor())
    flash(_("已加入专家名册。"), "success")
    return url_for("experts.index")


@bp.post("/experts/<int(max=999999999):expert_id>/state")
@acts
def change(expert_id: int) -> Answer:
    """Take somebody off the list, or put back."""
    row = db.session.get(Expert, expert_id)
    if row is None:
        abort(404)
    expert.set_active(row, active=request.form.get("active") == "yes")
    flash(_("已改。"), "success")
    return url_for("experts.index")
