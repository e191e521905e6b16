"""The case page: everything about one case, put together in a fixed number of queries."""

from collections.abc import Sequence
from typing import Any

from flask import render_template

from forms.evaluation import OpinionForm
from states.names import Control, Role, State
from states.stages import Standing
from states.words import ROLE_WORDS, STAFF_WORDS
from workflow.actions.casework import CHECKING
from workflow.models.case import Case, Transition
from workflow.permissions import current_actor
from workflow.queries import history, queue
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.filings import corrections
from workflow.queries.history import Round
from workflow.queries.people import names_of
from workflow.views import case_documents, case_facts
from workflow.views.case_record import newest_entries
from workflow.views.case_steps import may, steps
from workflow.views.filters import say
from workflow.views.queue_lines import lines

RECENT = 6


def case_page(
    case: Case, *, round_: int | None = None, opinion: OpinionForm | None = None, refused: tuple[str, str] = ("", "")
) -> str:
    """The page of a loaded case. `round_` shows an earlier evaluation.

    `opinion` and `refused` (reference of a document, what was written) give back what was typed in a form that is wrong.
    """
    actor, file = current_actor(), open_file(case)
    moved, notices, runs = history.transitions(case.id), corrections(case.id), history.rounds(case.id)
    dossier = file.dossier
    names = names_of(
        [
            case.owner_id,
            file.referral.owner_id if file.referral else None,
            *(row.actor_id for row in file.controls),
            *(row.requested_by for row in notices),
            *(verdict.actor_id for _document, _blob, verdict in file.documents if verdict is not None),
            *(person for run in runs for person in _people(run)),
        ]
    )
    others = queue.of_enterprise(case.enterprise_id, case.id)
    papers = case_documents.kinds(file, names)
    may_check = case.state in CHECKING and Role.CASEWORKER in actor.roles and case.owner_id in {None, actor.user_id}
    return render_template(
        "cases/show.html",
        case=case,
        file=file,
        dossier=dossier,
        word=say(STAFF_WORDS[State(case.state)]),
        left=file.calendar.left(file.today, case.due_on) if case.due_on else None,
        facts=case_facts.facts(file, history.filings(case.id)),
        other_money=case_facts.other_money(file),
        checks=case_facts.checks(file, history.above_scale_years(case.enterprise_id), _open_beside(case, others)),
        notices=case_facts.corrections(file, notices, names),
        papers=papers,
        tally=case_documents.tally(papers),
        may_check=may_check,
        refused=refused,
        runs=runs,
        run=_chosen(runs, round_),
        names=names,
        opinion=(opinion or OpinionForm(formdata=None)) if _may_evaluate(file, actor) else None,
        steps=steps(case, dossier, actor),
        standing=_standing(case, moved, file),
        waits=_waits(case, moved, file),
        people=_doers(file, names),
        entries=newest_entries(moved, RECENT),
        moved=len(moved),
        others=lines(others, file.calendar),
    )


def _people(run: Round) -> tuple[int | None, ...]:
    return (
        run.evaluation.actor_id,
        run.review.actor_id if run.review else None,
        run.decision.recorded_by if run.decision else None,
        run.decision.executed_by if run.decision else None,
    )


def _may_evaluate(file: CaseFile, actor: Any) -> bool:
    return may(file.dossier, actor, "evaluate") or may(file.dossier, actor, "evaluate_again")


def _open_beside(case: Case, others: Sequence[queue.Line]) -> int:
    """How many other cases of the enterprise for the same item are still under way."""
    return sum(row.item == case.item and row.state in queue.RUNNING for row in others)


def _chosen(runs: Sequence[Round], round_: int | None) -> Round | None:
    """The evaluation to show: the one asked for, else the newest."""
    return next((run for run in runs if run.evaluation.round == round_), runs[0] if runs else None)


def _standing(case: Case, moved: Sequence[Transition], file: CaseFile) -> Standing:
    return history.clocks(case, moved, file.calendar, file.today)


def _waits(case: Case, moved: Sequence[Transition], file: CaseFile) -> str:
    """Whose turn it is, in words."""
    clock = _standing(case, moved, file).clock
    return say(ROLE_WORDS[clock.waits_for]) if clock is not None and clock.waits_for is not None else ""


def _doers(file: CaseFile, names: dict[int, str]) -> dict[str, str]:
    """Who did which control step in the running round."""
    return {
        row.step: names.get(row.actor_id, "")
        for row in file.controls
        if row.round == file.case.round and row.step in set(Control)
    }
