"""The way in for an invited colleague: the address in the letter."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as BaseResponse

from forms.account import JoinForm
from states.lifecycle import Refused
from workflow.account_refusals import INVITATION_OVER
from workflow.actions import invitation as invitations
from workflow.actions.identity import end_session
from workflow.actions.secrets import digest
from workflow.db import db
from workflow.queries.accounts import invitation_of
from workflow.views.entering import enter_as
from workflow.views.filters import say
from workflow.views.openly import not_too_often, with_secret

bp = Blueprint("invitations", __name__)


@bp.get("/invitations/<invitation>")
def form(invitation: str) -> BaseResponse:
    """Name and password; a used, withdrawn or old letter says so."""
    return _page(invitation, JoinForm(formdata=None))


@bp.post("/invitations/<invitation>")
def join(invitation: str) -> BaseResponse:
    """Join and be signed in; who was signed in as somebody else is signed out first."""
    not_too_often("join")
    form, found = JoinForm(), invitation_of(digest(invitation))
    if found is not None:
        form.known = (found[0].email, found[1])
    if found is None or not form.validate():
        return _page(invitation, form, 422)
    try:
        user = invitations.accept(invitation, (form.name.data or "").strip(), form.password.data or "")
    except (Refused, IntegrityError) as error:
        db.session.rollback()
        why = error.blockers[0] if isinstance(error, Refused) else INVITATION_OVER
        return with_secret(render_template("sign_in/over.html", why=say(why)), 410)
    if current_user.is_authenticated:
        end_session(current_user.get_id())
        logout_user()
    enter_as(user)
    flash(_("欢迎加入，%(name)s。", name=user.name), "success")
    return redirect(url_for("home.index"), 303)


def _page(secret: str, form: JoinForm, status: int = 200) -> BaseResponse:
    found = invitation_of(digest(secret))
    if found is None:
        return with_secret(render_template("sign_in/over.html", why=say(INVITATION_OVER)), 410)
    row, firm = found
    return with_secret(
        render_template("sign_in/join.html", form=form, firm=firm, email=row.email, secret=secret), status
    )
