"""The middle of the case page: its evaluations, the one to show, and the form for the next."""

from collections.abc import Sequence
from typing import Any

from forms.evaluation import OpinionForm
from states.names import Control
from workflow.queries.history import Round
from workflow.views import override_lines
from workflow.views.case_opened import Opened
from workflow.views.case_steps import may


def runs(one: Opened, round_: int | None, opinion: OpinionForm | None) -> dict[str, Any]:
    """Every round with the chosen one, who did which control step, and the form where the person may evaluate."""
    dossier, actor = one.file.dossier, one.actor
    can = may(dossier, actor, "evaluate") or may(dossier, actor, "evaluate_again")
    return {
        "runs": one.runs,
        "run": _chosen(one.runs, round_),
        "opinion": (opinion or OpinionForm(formdata=None)) if can else None,
        "people": _doers(one),
        "changes": override_lines.lines(one.file, one.names),
    }


def _chosen(rounds: Sequence[Round], round_: int | None) -> Round | None:
    """The evaluation to show: the one asked for, else the newest."""
    return next((run for run in rounds if run.evaluation.round == round_), rounds[0] if rounds else None)


def _doers(one: Opened) -> dict[str, str]:
    """Who did which control step in the running round."""
    return {
        row.step: one.names.get(row.actor_id, "")
        for row in one.file.controls
        if row.round == one.file.case.round and row.step in set(Control)
    }
