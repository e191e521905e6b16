"""The start page: visitors read the measures, everybody else is led to where their work is."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from workflow.queries.measures import in_force
from workflow.views.measures import catalogue_page

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> str | BaseResponse:
    """The measures for visitors (sign-in before any are published); applicants to their applications, staff to the queue."""
    if not current_user.is_authenticated:
        rules = in_force()
        return catalogue_page(rules) if rules else redirect(url_for("sign_in.form"), 303)
    if current_user.duty_group == "enterprise":
        return redirect(url_for("applications.index"), 303)
    if current_user.duty_group == "finance":
        return redirect(url_for("payments.index"), 303)
    if current_user.duty_group == "administration":  # keeps accounts, sees no case
        return redirect(url_for("staff.index"), 303)
    return redirect(url_for("queue.index"), 303)


@bp.get("/favicon.ico")
def icon() -> BaseResponse:
    """Browsers ask for this name."""
    return redirect(url_for("static", filename="favicon.svg"), 301)
