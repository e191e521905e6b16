"""Signing in and out. Whoever has a second factor gives its code on a page of its own."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response as BaseResponse

from forms.sign_in import SignInForm
from workflow.actions.identity import check_password, end_session, has_second_factor
from workflow.db import db
from workflow.views.entering import enter_as, wait_for_code
from workflow.views.targets import local_target

bp = Blueprint("sign_in", __name__)


@bp.get("/sign-in")
def form() -> str | BaseResponse:
    """The form, or the person's own start page when already signed in."""
    target = local_target(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(target, 303)
    return _page(SignInForm(formdata=None, next=target))


@bp.post("/sign-in")
def enter() -> tuple[str, int] | BaseResponse:
    """Check login and password. Wrong, closed and locked accounts get the same answer."""
    form = SignInForm()
    user = check_password(form.login.data or "", form.password.data or "") if form.validate() else None
    if user is None:
        db.session.commit()  # keeps the count of failures
        if not form.errors:
            form.form_errors.append(_("账号或密码不对。连续错 5 次会锁定 15 分钟。"))
        return _page(form), 422
    target = local_target(form.next.data)
    if has_second_factor(user.id):
        db.session.commit()
        wait_for_code(user, target)
        return redirect(url_for("second_step.form"), 303)
    enter_as(user)
    return redirect(target, 303)


def _page(form: SignInForm) -> str:
    """The form, beside what anybody may read without signing in."""
    links = [
        (_("扶持措施"), url_for("measures.index")),
        (_("资格与金额试算"), url_for("measures.estimates")),
        (_("公示"), url_for("publicity.public")),
        (_("进度查询"), url_for("public_tracking.show")),
    ]
    return render_template("sign_in/form.html", form=form, public_links=links)


@bp.post("/sign-out")
def leave() -> BaseResponse:
    """End the session's row, so the cookie is worthless even where it was copied."""
    end_session(current_user.get_id())
    db.session.commit()
    logout_user()
    flash(_("您已退出。"), "info")
    response = redirect(url_for("sign_in.form"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
