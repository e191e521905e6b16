"""Language and theme: kept in cookies, no row is written."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from workflow.views.locale import LANGUAGES
from workflow.views.targets import local_target

bp = Blueprint("preferences", __name__)
YEAR = 365 * 24 * 3600


@bp.get("/language/<code>")
def language(code: str) -> BaseResponse:
    """Show pages in this language from now on, and go back to where the person was."""
    response = redirect(local_target(request.args.get("next")), 303)
    if code in LANGUAGES:
        response.set_cookie("lang", code, max_age=YEAR, samesite="Lax", httponly=True)
    return response


@bp.post("/theme")
def theme() -> BaseResponse:
    """Light, dark, or as the system says (any other word)."""
    response = redirect(local_target(request.form.get("next")), 303)
    wanted = request.form.get("theme", "")
    if wanted in {"light", "dark"}:
        response.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie("theme")
    return response
