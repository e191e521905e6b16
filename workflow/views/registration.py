"""An enterprise registers itself, without anybody's help, and is signed in as its owner."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as BaseResponse

from forms.enterprise import RegistrationForm
from workflow.actions import registration
from workflow.actions.identity import check_password, has_second_factor
from workflow.db import db
from workflow.views.entering import enter_as
from workflow.views.openly import not_too_often

bp = Blueprint("registration", __name__)


@bp.get("/register")
def form() -> str | BaseResponse:
    """The form; who is signed in has an enterprise already."""
    if current_user.is_authenticated:
        return redirect(url_for("home.index"), 303)
    return render_template("sign_in/register.html", form=RegistrationForm(formdata=None))


@bp.post("/register")
def register() -> tuple[str, int] | BaseResponse:
    """Make the enterprise and its owner, and sign in. A second click of the same person signs in too."""
    not_too_often("register")
    form = RegistrationForm()
    form.firm = form.name.data or ""
    form.known = (form.name.data or "", form.uscc.data or "", form.email.data or "")
    if not form.validate():
        return _again(form)
    if registration.is_known(form.uscc.data or ""):
        return _second_click(form) or _again(form, known=True)
    if registration.is_taken(form.email.data or ""):
        return _again(form, taken=True)
    try:
        user = registration.register(_firm(form), form.email.data or "", form.password.data or "")
        enter_as(user)
    except IntegrityError:  # somebody else was faster by a moment
        db.session.rollback()
        known = registration.is_known(form.uscc.data or "")
        return _again(form, known=known, taken=not known)
    flash(_("%(firm)s已注册。您是管理员，可以邀请同事一起办。", firm=form.name.data), "success")
    return redirect(url_for("home.index"), 303)


def _firm(form: RegistrationForm) -> registration.Firm:
    return registration.Firm._make(form[name].data or "" for name in registration.Firm._fields)


def _again(form: RegistrationForm, *, known: bool = False, taken: bool = False) -> tuple[str, int]:
    db.session.rollback()
    if known:
        form.uscc.errors = (*form.uscc.errors, _("这家企业已有账号。请联系贵单位的管理员，让管理员发邀请给您。"))
    if taken:
        form.email.errors = (*form.email.errors, _("这个邮箱已有账号。请直接登录，或者换一个邮箱。"))
    return render_template("sign_in/register.html", form=form), 422


def _second_click(form: RegistrationForm) -> BaseResponse | None:
    """The same person sent the same form twice: the first one made the account, this one only signs in."""
    user = check_password(form.email.data or "", form.password.data or "")
    same = user is not None and user.enterprise is not None and user.enterprise.uscc == form.uscc.data
    if user is None or not same or has_second_factor(user.id):
        db.session.commit()
        return None
    enter_as(user)
    return redirect(url_for("home.index"), 303)
