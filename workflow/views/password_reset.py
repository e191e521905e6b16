"""A forgotten password: ask for a letter, then set a new one with its address."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forms.account import MailForm
from forms.password import NewPasswordForm
from states.lifecycle import Refused
from workflow.account_refusals import RESET_OVER
from workflow.actions import password_reset
from workflow.actions.secrets import digest
from workflow.actions.throttle import MOST_ABOUT, too_often
from workflow.db import db
from workflow.queries.accounts import reset_is_for_staff
from workflow.views.filters import say
from workflow.views.openly import not_too_often, with_secret

bp = Blueprint("password_reset", __name__)


@bp.get("/password-reset")
def ask_form() -> str:
    """The form for the mail address."""
    return render_template("sign_in/forgot.html", form=MailForm(formdata=None), sent="")


@bp.post("/password-reset")
def ask() -> str | tuple[str, int]:
    """The same answer for every address. One address gets at most three letters in a quarter of an hour."""
    not_too_often("reset")
    form = MailForm()
    if not form.validate():
        return render_template("sign_in/forgot.html", form=form, sent=""), 422
    email = form.email.data or ""
    if not too_often("reset-about", email, MOST_ABOUT):
        password_reset.ask(email)
    db.session.commit()
    return render_template("sign_in/forgot.html", form=MailForm(formdata=None), sent=email)


@bp.get("/password-reset/<reset>")
def form(reset: str) -> BaseResponse:
    """A new password, twice; a used or old address says so."""
    return _page(reset, NewPasswordForm(formdata=None))


@bp.post("/password-reset/<reset>")
def use(reset: str) -> BaseResponse:
    """Set the new password; every session of the person ends, and the person signs in anew."""
    not_too_often("new-password")
    form = NewPasswordForm()
    form.staff = bool(reset_is_for_staff(digest(reset)))
    if not form.validate():
        return _page(reset, form, 422)
    try:
        password_reset.use(reset, form.password.data or "")
    except Refused:
        db.session.rollback()
        return _page(reset, form, 422)
    db.session.commit()
    flash(_("新密码设好了，请用新密码登录。其他地方的登录都已退出。"), "success")
    return redirect(url_for("sign_in.form"), 303)


def _page(secret: str, form: NewPasswordForm, status: int = 200) -> BaseResponse:
    staff = reset_is_for_staff(digest(secret))
    if staff is None:
        return with_secret(render_template("sign_in/over.html", why=say(RESET_OVER)), 410)
    return with_secret(render_template("sign_in/reset.html", form=form, secret=secret, staff=staff), status)
