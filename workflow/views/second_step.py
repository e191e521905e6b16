"""The second step of signing in: a code after the password."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forms.account import CodeForm
from workflow.actions import second_factor
from workflow.db import db
from workflow.views.entering import enter_as, waiting_user

bp = Blueprint("second_step", __name__)


@bp.get("/sign-in/code")
def form() -> str | BaseResponse:
    """The form for the code; without a password before it, back to the first step."""
    if waiting_user() is None:
        return redirect(url_for("sign_in.form"), 303)
    return render_template("sign_in/code.html", form=CodeForm(formdata=None))


@bp.post("/sign-in/code")
def enter() -> tuple[str, int] | BaseResponse:
    """Check the code. Wrong ones count like wrong passwords; a locked account reads the same."""
    form, waits = CodeForm(), waiting_user(for_change=True)
    if waits is None:
        db.session.rollback()
        flash(_("等得太久了，请重新登录。"), "info")
        return redirect(url_for("sign_in.form"), 303)
    user, target = waits
    if not form.validate() or not second_factor.fits(user, form.code.data or ""):
        db.session.commit()  # keeps the count of failures
        if not form.errors:
            form.form_errors.append(_("验证码不对，或已经用过。请等下一个。连续错5次会锁定15分钟。"))
        return render_template("sign_in/code.html", form=form), 422
    enter_as(user)
    return redirect(target, 303)
