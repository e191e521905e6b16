"""What waits for a second person, the decision on it, and the record of all changes of accounts, calls and parameters."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.admin import RefusalForm
from states.names import Role
from workflow.actions import admin_decision
from workflow.models.admin_change import KINDS
from workflow.models.admin_event import ACCOUNT_CLOSED
from workflow.permissions import current_actor
from workflow.queries import admin_changes
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts
from workflow.views.admin_lines import lines, where
from workflow.views.admin_words import ACCOUNT_KINDS, CALL_KINDS, DEED_WORDS, KIND_WORDS, words

bp = Blueprint("admin_changes", __name__)
#: Filters of the record.
TABS = {
    "accounts": (*ACCOUNT_KINDS, ACCOUNT_CLOSED),
    "calls": CALL_KINDS,
    "parameters": tuple(kind for kind in KINDS if kind not in ACCOUNT_KINDS + CALL_KINDS),
}


@bp.get("/changes")
def index() -> str:
    """Waiting changes first, then the record."""
    return _page()


def _page(change_id: int | None = None, form: RefusalForm | None = None) -> str:
    tab = request.args.get("kind", "")
    below = request.args.get("below", "")
    page = admin_changes.record(
        TABS.get(tab, ()), below=int(below) if below.isascii() and below.isdigit() and len(below) < 18 else None
    )
    waiting = admin_changes.waiting(KINDS)
    return render_template(
        "changes/index.html",
        waiting=waiting,
        page=page,
        tab=tab if tab in TABS else "",
        tabs={"": _("全部"), "accounts": _("账号"), "calls": _("批次管理"), "parameters": _("参数")},
        names=names_of([*(row.proposed_by for row in waiting), *(row.actor_id for row in page.rows)]),
        kinds=words(KIND_WORDS),
        deeds=words(DEED_WORDS),
        lines=lines,
        where=where,
        may_decide=Role.SUPERVISOR in current_user.roles,
        refused=(change_id, form) if form is not None else (None, RefusalForm(formdata=None)),
    )


@bp.post("/changes/<int(max=999999999):admin_change>/approval")
@acts
def approve(admin_change: int) -> Answer:
    """Do it."""
    row = admin_changes.for_decision(admin_change) or abort(404)
    admin_decision.decide(row, current_actor(), approved=True)
    flash(_("已批准，现在生效。"), "success")
    return url_for("admin_changes.index")


@bp.post("/changes/<int(max=999999999):admin_change>/refusal")
@acts
def refuse(admin_change: int) -> Answer:
    """Leave everything as it is."""
    row, form = admin_changes.for_decision(admin_change) or abort(404), RefusalForm()
    if not form.validate():
        return _page(row.id, form), 422
    admin_decision.decide(row, current_actor(), approved=False, answer=form.answer.data or "")
    flash(_("没有同意，一切照旧。"), "success")
    return url_for("admin_changes.index")
