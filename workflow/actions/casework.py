"""What a caseworker does with a case as a whole: accept it, decline it, hand it to the committee."""

from typing import Any

from states.dossier import Actor
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.actions.paper import issue
from workflow.clock import now
from workflow.models.case import Case
from workflow.papers import acceptance, refusal
from workflow.queries.casefile import open_file


def accept(case: Case, actor: Actor) -> None:
    """Accept the application: the promised time starts, and an unclaimed case becomes the actor's."""
    file = open_file(case)
    before, at = case.owner_id, now()
    owner = before if before is not None else actor.user_id
    detail: dict[str, Any] = {"accepted_at": [None, at.isoformat()]}
    if owner != before:
        detail["owner"] = [before, owner]
    step = advance(case, "accept", file.dossier, actor, Entry(detail=detail))
    case.accepted_at, case.owner_id = at, owner
    issue(case, "acceptance", acceptance.letter(file))
    tell_step(case, step)


def decline(case: Case, actor: Actor, reason: str) -> None:
    """Decline to accept, with the reason the applicant will read."""
    reason = reason.strip()
    file = open_file(case)
    step = advance(case, "decline", file.dossier, actor, Entry(reason=reason))
    issue(case, "refusal", refusal.letter(file, reason))
    tell_step(case, step, f"理由：{reason}", f"Reason: {reason}")


def send_to_committee(case: Case, actor: Actor) -> None:
    """Put the evaluated and reviewed case on the agenda."""
    dossier = open_file(case).dossier
    entry = Entry(detail={"proposed_fen": case.proposed_fen})
    tell_step(case, advance(case, "send_to_committee", dossier, actor, entry))
