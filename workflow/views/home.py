"""The start page: everybody is led to where their work is."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> BaseResponse:
    """Applicants to their applications, staff to the queue, visitors to sign in."""
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in.form"), 303)
    if current_user.duty_group == "enterprise":
        return redirect(url_for("applications.index"), 303)
    if current_user.duty_group == "finance":
        return redirect(url_for("payments.index"), 303)
    return redirect(url_for("queue.index"), 303)


@bp.get("/favicon.ico")
def icon() -> BaseResponse:
    """Browsers ask for this name."""
    return redirect(url_for("static", filename="favicon.svg"), 301)
