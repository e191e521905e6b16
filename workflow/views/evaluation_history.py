"""Every run of a case's evaluation, what decides its amount, and any two of them side by side."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from workflow.permissions import case_or_404
from workflow.queries import history
from workflow.queries.casefile import open_file
from workflow.queries.history import Round
from workflow.queries.people import names_of
from workflow.views import override_lines
from workflow.views.run_comparison import comparison, count

bp = Blueprint("evaluation_history", __name__)


@bp.get("/cases/<number>/evaluations")
def index(number: str) -> str:
    """The runs, newest first; `before` and `after` are the rounds to compare, else the last two."""
    case = case_or_404(number)
    file, runs = open_file(case), history.rounds(case.id)
    after = _chosen(runs, request.args.get("after", ""), 0)
    before = _chosen(runs, request.args.get("before", ""), 1)
    parts = comparison(file.item, before.evaluation, after.evaluation) if before and after else []
    people = [*(one.evaluation.actor_id for one in runs), *(one.review.actor_id for one in runs if one.review)]
    names = names_of([*people, *override_lines.people(file)])
    return render_template(
        "evaluations/history.html",
        case=case,
        file=file,
        runs=runs,
        before=before,
        after=after,
        parts=parts,
        differing=count(parts),
        names=names,
        stale=file.evaluation_stale,
        changes=override_lines.lines(file, names),
    )


def _chosen(runs: Sequence[Round], asked: str, place: int) -> Round | None:
    """The run of the round that was asked for; else the one at this place from the newest, the oldest at last."""
    found = next((one for one in runs if str(one.evaluation.round) == asked), None)
    return found or (runs[min(place, len(runs) - 1)] if runs else None)
