"""The case page: everything about one case, put together in a fixed number of queries."""

from collections.abc import Sequence

from flask import render_template

from forms.evaluation import OpinionForm
from states.dossier import Actor
from states.names import Control, Role, State
from states.words import STAFF_WORDS
from workflow.actions.checking import CHECKING
from workflow.models.case import Case
from workflow.models.filing import Correction
from workflow.permissions import current_actor
from workflow.queries import history, matters, queue
from workflow.queries.casefile import MONEY_AT_STAKE, CaseFile, open_file
from workflow.queries.filings import corrections
from workflow.queries.history import Round
from workflow.queries.people import names_of
from workflow.views import case_challenges, case_documents, case_facts, message_box, paper_lines
from workflow.views.case_record import newest_entries
from workflow.views.case_steps import may, steps
from workflow.views.filters import say
from workflow.views.queue_lines import lines
from workflow.views.whose_turn import waits_for

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
    names = names_of([*_everybody(file, notices), *(person for run in runs for person in _people(run))])
    others = queue.of_enterprise(case.enterprise_id, case.id)
    found = file.hits if case.state in MONEY_AT_STAKE else matters.hits(case, file.filing)
    papers = case_documents.kinds(file, names)
    standing = history.clocks(case, moved, file.calendar, file.today)
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
        checks=case_facts.checks(file, history.above_scale_years(case.enterprise_id), found),
        notices=case_facts.corrections(file, notices, names),
        papers=papers,
        tally=case_documents.tally(papers),
        official=paper_lines.lines(case.id),
        may_check=may_check,
        refused=refused,
        runs=runs,
        run=_chosen(runs, round_),
        names=names,
        opinion=(opinion or OpinionForm(formdata=None)) if _may_evaluate(file, actor) else None,
        steps=steps(case, dossier, actor),
        standing=standing,
        waits=waits_for(standing, dossier, actor),
        people=_doers(file, names),
        entries=newest_entries(moved, RECENT),
        moved=len(moved),
        others=lines(others, file.calendar),
        messages=message_box.box(case),
        raised=case_challenges.raised(file),
    )


def _everybody(file: CaseFile, notices: Sequence[Correction]) -> list[int | None]:
    """Whose names the page says, besides those of the rounds."""
    return [
        file.case.owner_id,
        file.referral.owner_id if file.referral else None,
        *(row.actor_id for row in file.controls),
        *(row.requested_by for row in notices),
        *(verdict.actor_id for _document, _blob, verdict in file.documents if verdict is not None),
    ]


def _people(run: Round) -> tuple[int | None, ...]:
    return (
        run.evaluation.actor_id,
        run.review.actor_id if run.review else None,
        run.decision.recorded_by if run.decision else None,
        run.decision.executed_by if run.decision else None,
    )


def _may_evaluate(file: CaseFile, actor: Actor) -> bool:
    return may(file.dossier, actor, "evaluate") or may(file.dossier, actor, "evaluate_again")


def _chosen(runs: Sequence[Round], round_: int | None) -> Round | None:
    """The evaluation to show: the one asked for, else the newest."""
    return next((run for run in runs if run.evaluation.round == round_), runs[0] if runs else None)


def _doers(file: CaseFile, names: dict[int, str]) -> dict[str, str]:
    """Who did which control step in the running round."""
    return {
        row.step: names.get(row.actor_id, "")
        for row in file.controls
        if row.round == file.case.round and row.step in set(Control)
    }
