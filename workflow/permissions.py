"""The guard before every request, and the only way by which a page loads a case. The table itself: `workflow/routes`."""

from flask import abort, current_app, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response as BaseResponse

from states.dossier import Actor
from workflow.db import db
from workflow.models.case import Case
from workflow.queries.recusals import hidden
from workflow.routes.access import Access, Relation
from workflow.routes.table import ROUTES

#: What opens to people of the bureau before they have the second factor that the installation asks of them.
SETTING_UP = {"second_factor.form", "second_factor.start", "second_factor.confirm", "sign_in.leave"}


def current_actor() -> Actor:
    """The signed-in person as the procedure sees a person."""
    return Actor(
        user_id=current_user.id,
        roles=current_user.roles,
        enterprise_id=current_user.enterprise_id,
        recuses=current_user.recuses,
    )


def access_of(endpoint: str | None) -> Access:
    """The declared access of a route; an undeclared one does not exist for anybody."""
    if endpoint is None or endpoint not in ROUTES:
        abort(404)
    return ROUTES[endpoint]


def guard_route() -> BaseResponse | None:
    """Before every request: the person must be in the route's audience. Hidden areas answer 404, own areas 403."""
    if request.endpoint is None:
        return None  # no such URL: Flask answers 404 or 405 itself
    access = access_of(request.endpoint)
    if access.roles is None:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in.form", next=request.full_path if request.method == "GET" else "/"), 303)
    if access.roles and not access.roles & current_user.roles:
        abort(403)
    if (
        current_app.config["STAFF_SECOND_FACTOR"]
        and current_user.lacks_second_factor
        and request.endpoint not in SETTING_UP
    ):
        return redirect(url_for("second_factor.form"), 303)
    return None


def visible_cases(relation: Relation | None = None) -> Select[Case]:
    """Every case the person may reach through this route: own enterprise's cases, or all submitted ones.

    Whoever keeps out of a case as a member of the committee does not find it.
    """
    relation = relation or access_of(request.endpoint).relation
    query = select(Case)
    if relation == "own":
        return query.where(Case.enterprise_id == current_user.enterprise_id)
    if relation == "any":
        query = query.where(Case.submitted_at.is_not(None))
        return query.where(Case.id.not_in(hidden(current_user.id))) if current_user.recuses else query
    raise RuntimeError(f"route {request.endpoint} loads a case but declares no relation")


def case_or_404(number: str, *, for_change: bool = False) -> Case:
    """Load a case through permission, with enterprise, call and owner. Another's case answers 404, like a missing one.

    `for_change` locks the row until the commit (PostgreSQL; SQLite serialises writers by itself).
    """
    if len(number) > 40:
        abort(404)
    query = visible_cases().where(Case.number == number)
    query = query.options(joinedload(Case.enterprise), joinedload(Case.call), joinedload(Case.owner))
    if for_change:
        query = query.with_for_update(of=Case)
    case = db.session.scalar(query)
    if case is None:
        abort(404)
    return case
