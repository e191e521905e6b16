"""The case page: everything about one case, put together in a fixed number of queries."""

from typing import Any

from flask import render_template

from forms.evaluation import OpinionForm
from states.names import State
from states.words import STAFF_WORDS
from workflow.models.case import Case
from workflow.queries import history, queue
from workflow.queries.queue import Line
from workflow.queries.recusals import hidden_from
from workflow.views import case_challenges, case_proofs, message_box, note_box, paper_lines
from workflow.views.case_evaluation import runs
from workflow.views.case_facts_zone import facts_zone
from workflow.views.case_opened import Look, Opened, opened
from workflow.views.case_record import newest_entries
from workflow.views.case_steps import steps
from workflow.views.case_tasks import tasks
from workflow.views.cut_line import cut_line
from workflow.views.enterprise_words import related_lines
from workflow.views.filters import say
from workflow.views.queue_lines import lines
from workflow.views.queue_walk import walk_of
from workflow.views.review_points import open_points
from workflow.views.standing_still import halt
from workflow.views.whose_turn import turn_since, waits_for

RECENT = 6


def case_page(
    case: Case,
    *,
    round_: int | None = None,
    opinion: OpinionForm | None = None,
    refused: tuple[str, str] = ("", ""),
    look: Look | tuple[str, int] | None = None,
) -> str:
    """The page of a loaded case. `round_` shows an earlier evaluation; `look` opens a page of a document.

    `opinion` and `refused` give back what was typed in a form that is wrong; `refused` is which form and what was
    written: the reference of a document, `fact-` with a fact's name, or `pin-` with the reference of a document.
    """
    one = opened(case)
    file = one.file
    zone = facts_zone(one, look)
    return render_template(
        "cases/show.html",
        case=case,
        file=file,
        dossier=file.dossier,
        word=say(STAFF_WORDS[State(case.state)]),
        left=file.calendar.left(file.today, case.due_on) if case.due_on else None,
        refused=refused,
        names=one.names,
        tasks=tasks(file, zone["tally"], zone["verified"]),
        others=lines(_others(case, one), file.calendar),
        related=related_lines(case.enterprise),
        raised=case_challenges.raised(file),
        walk=walk_of(case),
        proofs=case_proofs.proofs(file, one.actor),
        points=open_points(file),
        cut=cut_line(file),
        **zone,
        **runs(one, round_, opinion),
        **_rail(one),
    )


def _rail(one: Opened) -> dict[str, Any]:
    """What stands at the side: the next steps, the clocks with whom they wait for, papers, messages, the newest steps."""
    file, actor = one.file, one.actor
    standing = history.clocks(file.case, one.moved, file.calendar, file.today)
    return {
        "steps": steps(file.case, file.dossier, actor),
        "standing": standing,
        "waits": waits_for(standing, file.dossier, actor),
        "since": turn_since(standing, file),
        "official": paper_lines.lines(file.case.id),
        "entries": newest_entries(one.moved, file, RECENT),
        "moved": len(one.moved),
        "messages": message_box.box(file.case),
        "notes": note_box.box(file.case),
        "halt": halt(file, one.moved),
    }


def _others(case: Case, one: Opened) -> list[Line]:
    """The enterprise's other cases, without those that the person keeps out of."""
    hidden = hidden_from(one.actor)
    return [row for row in queue.of_enterprise(case.enterprise_id, case.id) if row.id not in hidden]
