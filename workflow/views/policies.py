"""The published versions of the measures: figures with their sources, readings, digests, and what two versions say differently."""

from flask import Blueprint, abort, render_template, request

from rules.policy import Policy
from workflow.permissions import current_actor
from workflow.queries.people import names_of
from workflow.queries.policies import changes as changes_of
from workflow.queries.policies import parts, settling_of
from workflow.queries.policy_impact import impact
from workflow.queries.recusals import hidden_from
from workflow.queries.rulebook import UnknownPolicyError, policy, versions

bp = Blueprint("policies", __name__)


@bp.get("/policies")
def index() -> str:
    """Every version, newest first, each beside the one before it."""
    rows = versions()
    names = names_of(person for row in rows for person in (row.proposed_by, row.approved_by))
    return render_template("policies/index.html", rows=rows, names=names)


@bp.get("/policies/<version>")
def show(version: str) -> str:
    """One version: every figure, every reading with its alternatives."""
    found = _published(version)
    return render_template("policies/show.html", policy=found, parts=parts(found), settling=settling_of(found))


@bp.get("/policies/<old>/<new>")
def changes(old: str, new: str) -> str:
    """What one version says differently from another."""
    before, after = _published(old), _published(new)
    asked = "impact" in request.args and before.digest != after.digest
    found = impact(old, after, hidden_from(current_actor())) if asked else None
    changes = changes_of(before, after)
    return render_template("policies/changes.html", old=before, new=after, changes=changes, impact=found)


def _published(version: str) -> Policy:
    if len(version) > 40:
        abort(404)
    try:
        return policy(version)
    except UnknownPolicyError:
        abort(404)
