"""The one complete request to correct (一次性告知), taking it back, and its lapse."""

from collections.abc import Mapping, Sequence

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.actions import conditional, voiding
from workflow.actions.advance import Entry, advance
from workflow.actions.correction_points import problems, spoken, titles
from workflow.actions.notify import tell_step
from workflow.actions.paper import issue
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Correction
from workflow.papers import correction as paper
from workflow.queries.casefile import CaseFile, open_file


def request(case: Case, items: Sequence[Mapping[str, str]], note: str, actor: Actor) -> Correction:
    """Ask the applicant to correct `items` ({kind: fact | document, name, wrong}); the bureau's clock stops.

    The list is served once and whole: it names known facts and documents, each once and with what is wrong, and it holds
    every document that was refused. Due in the call's working days for corrections (15 by default).
    Raises Refused when the list is not like that or the step is not possible.
    """
    file = open_file(case)
    points = [{"kind": one["kind"], "name": one["name"], "wrong": one["wrong"].strip()} for one in items]
    if reasons := problems(file, points):
        raise Refused(tuple(reasons))
    return serve(file, points, note, actor, "request_correction", actor.user_id)


def serve(
    file: CaseFile, points: Sequence[Mapping[str, str]], note: str, actor: Actor, action: str, asker_id: int | None
) -> Correction:
    """Take the step that puts the case into correction and serve the list in the name of `asker_id`. Raises Refused.

    Documents that were to follow later are awaited by this notice from now on.
    """
    case, words = file.case, spoken(file, points)
    step = advance(case, action, file.dossier, actor, Entry(reason=words[:4000], detail={"items": points}))
    assert asker_id is not None, "a notice has somebody who answers for it"
    assert case.due_on is not None, "the clock of a correction runs"
    conditional.close(file, "failed" if action == "fail_condition" else "corrected")
    row = Correction(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        items=list(points),
        note=note.strip(),
        due_on=case.due_on,
        state="open",
        requested_by=asker_id,
        requested_at=now(),
    )
    db.session.add(row)
    issue(case, "correction", paper.letter(file, points, row.note, row.due_on, titles(file.item)))
    due = case.due_on
    tell_step(
        case,
        step,
        f"请在{due.year}年{due.month}月{due.day}日前补好。{words}",
        f"Please complete them by {due.isoformat()}. {words}",
    )
    db.session.flush()
    return row


def cancel(case: Case, actor: Actor) -> None:
    """Take the request back; the case goes on where it was."""
    file = open_file(case)
    step = advance(case, "cancel_correction", file.dossier, actor)
    _close(file, "cancelled")
    tell_step(case, step)


def lapse(case: Case, actor: Actor, reason: str) -> None:
    """Close a case whose correction is overdue: it counts as withdrawn."""
    file = open_file(case)
    step = advance(case, "lapse", file.dossier, actor, Entry(reason=reasoned(reason)))
    _close(file, "lapsed")
    voiding.void(file.waiting_overrides, "withdrawn")
    tell_step(case, step)


def _close(file: CaseFile, state: str) -> None:
    assert file.correction is not None, "a case in correction has its open notice"
    file.correction.state, file.correction.closed_at = state, now()
    db.session.flush()
