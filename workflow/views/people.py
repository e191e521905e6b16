"""The accounts of an enterprise: everybody sees them, the owner invites, removes and hands over."""

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.account import MailForm
from states.lifecycle import Refused
from workflow.actions import colleagues as people
from workflow.actions import invitation as letters
from workflow.clock import now
from workflow.permissions import current_actor
from workflow.queries import accounts
from workflow.views.acting import Answer, acts
from workflow.views.filters import say

bp = Blueprint("people", __name__)


def number(text: str) -> int:
    """An id from an address; anything else does not exist."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        abort(404)
    return int(text)


@bp.get("/account/people")
def index() -> str:
    """Everybody, and the invitations that nobody has answered."""
    return _page(MailForm(formdata=None))


def _page(form: MailForm) -> str:
    rows = accounts.colleagues(current_user.enterprise_id)
    return render_template(
        "account/people.html",
        form=form,
        rows=rows,
        seen=accounts.last_seen([row.id for row in rows]),
        invitations=accounts.open_invitations(current_user.enterprise_id),
        now=now(),
        me=current_user,
    )


@bp.post("/account/people/invitations")
@acts
def invite() -> Answer:
    """Write to a future colleague."""
    form = MailForm()
    if not form.validate():
        return _page(form), 422
    try:
        letters.invite(current_actor(), form.email.data or "")
    except Refused as refused:
        if refused.blockers[0].code != "colleague_already":
            raise
        form.email.errors = (say(refused.blockers[0]),)
        return _page(form), 422
    flash(_("邀请已发到%(mail)s，7天内有效。", mail=form.email.data), "success")
    return url_for("people.index")


@bp.post("/account/people/invitations/<letter>/withdrawal")
@acts
def withdraw(letter: str) -> Answer:
    """The letter stops working."""
    letters.withdraw(current_actor(), number(letter))
    flash(_("邀请已撤回，信里的地址不能用了。"), "success")
    return url_for("people.index")


@bp.post("/account/people/<user>/removal")
@acts
def remove(user: str) -> Answer:
    """Close a colleague's account."""
    gone = people.remove(current_actor(), number(user))
    flash(_("%(name)s的账号已移除，登录已退出。写好的草稿都留着。", name=gone.name), "success")
    return url_for("people.index")


@bp.post("/account/people/<user>/ownership")
@acts
def hand_over(user: str) -> Answer:
    """Make a colleague the owner."""
    owner = people.hand_over(current_actor(), number(user))
    flash(_("%(name)s现在是管理员。", name=owner.name), "success")
    return url_for("people.index")
