"""Changes of account at the bureau: the list, one of them, the call, the confirmation, the refusal."""

from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.casework import ReasonForm
from forms.enterprise import CallNoteForm
from workflow.actions import bank_check
from workflow.permissions import current_actor
from workflow.queries import bank_changes
from workflow.queries.account_events import earlier_phone
from workflow.queries.bank_changes import Change
from workflow.views.acting import Answer, acts
from workflow.views.people import number

bp = Blueprint("bank_changes", __name__)


@bp.get("/bank-changes")
def index() -> str:
    """What waits, and what is over."""
    return render_template(
        "bank_changes/index.html", waiting=bank_changes.under_way(), finished=bank_changes.finished(), words=state_word
    )


def state_word(state: str) -> str:
    """How a state of a change reads."""
    words = {
        "open": _("等电话核实"),
        "checked": _("等复核确认"),
        "confirmed": _("已确认，在用"),
        "refused": _("没有同意"),
        "withdrawn": _("企业撤回"),
    }
    return words[state]


def _found(change: str) -> Change:
    found = bank_changes.change_by_id(number(change))
    if found is None:
        abort(404)
    return found


@bp.get("/bank-changes/<change>")
def show(change: str) -> str:
    """One change with what the person may do."""
    return _page(_found(change))


def _page(change: Change, call: Any = None, no: Any = None) -> str:
    return render_template(
        "bank_changes/show.html",
        change=change,
        call=call or CallNoteForm(formdata=None),
        no=no or ReasonForm(formdata=None),
        earlier=earlier_phone(change.firm.id, change.row.requested_at),
        waits=bank_check.payment_under_way(change.firm.id),
        me=current_user,
        words=state_word,
    )


@bp.post("/bank-changes/<change>/check")
@acts
def check(change: str) -> Answer:
    """Note the call."""
    found, form = _found(change), CallNoteForm()
    if not form.validate():
        return _page(found, call=form), 422
    bank_check.check(found.row.id, current_actor(), (form.note.data or "").strip())
    flash(_("核实记录已记下，请复核人确认。"), "success")
    return url_for("bank_changes.show", change=change)


@bp.post("/bank-changes/<change>/confirmation")
@acts
def confirm(change: str) -> Answer:
    """The new account is in force."""
    bank_check.confirm(_found(change).row.id, current_actor())
    flash(_("已确认，从现在起付到新账户。"), "success")
    return url_for("bank_changes.show", change=change)


@bp.post("/bank-changes/<change>/refusal")
@acts
def refuse(change: str) -> Answer:
    """The account stays as it is."""
    found, form = _found(change), ReasonForm()
    if not form.validate():
        return _page(found, no=form), 422
    bank_check.refuse(found.row.id, current_actor(), (form.reason.data or "").strip())
    flash(_("已记下，仍付到原账户。企业会看到原因。"), "success")
    return url_for("bank_changes.index")
