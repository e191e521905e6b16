"""Who decides above which sum: what is in force, what was before, proposing and deciding on another."""

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.meeting import ThresholdForm
from states.names import Role
from workflow.actions import threshold
from workflow.models.threshold import KINDS
from workflow.permissions import current_actor
from workflow.queries import thresholds
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts

bp = Blueprint("thresholds", __name__)


@bp.get("/thresholds")
def index() -> str:
    """The sums in force with their history."""
    return _page()


def _page(form: ThresholdForm | None = None) -> str:
    rows = thresholds.newest()
    may_propose = bool({Role.REVIEWER, Role.SUPERVISOR} & current_user.roles)
    return render_template(
        "meetings/thresholds.html",
        today={kind: thresholds.of_today(kind) for kind in KINDS},
        rows=rows,
        names=names_of(person for row in rows for person in (row.proposed_by, row.decided_by)),
        form=(form or ThresholdForm(formdata=None)) if may_propose else None,
        may_decide=Role.SUPERVISOR in current_user.roles,
    )


@bp.post("/thresholds")
@acts
def propose() -> Answer:
    """Propose a sum."""
    form = ThresholdForm()
    if not form.validate():
        return _page(form), 422
    threshold.propose(form.kind.data, form.amount.fen or 0, form.reason.data or "", current_actor())
    flash(_("已提议，等另一位科室负责人决定。"), "success")
    return url_for("thresholds.index")


@bp.post("/thresholds/<int(max=999999999):row>/approval")
@acts
def approve(row: int) -> Answer:
    """Put it in force for decisions that begin from now on."""
    return _decide(row, _("新的权限从现在起生效，已开始的审定不变。"), approved=True)


@bp.post("/thresholds/<int(max=999999999):row>/refusal")
@acts
def refuse(row: int) -> Answer:
    """Leave it as it is."""
    return _decide(row, _("没有同意，权限不变。"), approved=False)


def _decide(row: int, sentence: str, *, approved: bool) -> str:
    found = thresholds.for_decision(row)
    if found is None:
        abort(404)
    threshold.decide(found, current_actor(), approved=approved)
    flash(sentence, "success")
    return url_for("thresholds.index")
