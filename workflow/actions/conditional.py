"""Conditional acceptance (容缺受理): accepted with promised documents to follow by a day of their own. The caller commits."""

from flask import current_app

from states.dossier import Actor
from states.lifecycle import Refused, blockers
from states.say import Say
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_owner, tell_step
from workflow.actions.paper import issue
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.conditional import ConditionalAcceptance
from workflow.papers import acceptance
from workflow.papers.words import dated
from workflow.queries.casefile import CaseFile, open_file


def accept(case: Case, actor: Actor) -> ConditionalAcceptance:
    """Accept the application although promised documents are not there; an unclaimed case becomes the actor's.

    The applicant has the call's working days for it (10 by default). The caseworker's check goes on when all are in.
    Raises Refused.
    """
    file = open_file(case)
    if reasons := blockers(file.dossier, "accept_conditionally", actor):
        raise Refused(reasons)
    assert actor.user_id is not None
    kinds, at, before = file.deferred, now(), case.owner_id
    owner = before if before is not None else actor.user_id
    detail: dict[str, object] = {"accepted_at": [None, at.isoformat()], "deferred": list(kinds)}
    if owner != before:
        detail["owner"] = [before, owner]
    step = advance(case, "accept_conditionally", file.dossier, actor, Entry(detail=detail))
    assert case.due_on is not None, "the clock of the documents to follow runs"
    case.accepted_at, case.owner_id = at, owner
    row = ConditionalAcceptance(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        seq=case.version,
        kinds=list(kinds),
        due_on=case.due_on,
        on_failure=str(current_app.config["CONDITION_FAILURE"]),
        state="open",
        accepted_by=actor.user_id,
        accepted_at=at,
    )
    db.session.add(row)
    names, day = titles(file, kinds), dated(row.due_on)
    issue(case, "acceptance", acceptance.letter(file, to_follow=(names, row.due_on)))
    tell_step(case, step, f"请在{day.zh}前补交：{names.zh}。", f"By {day.en}: {names.en}.")
    return row


def supply(case: Case, actor: Actor) -> None:
    """The applicant says that every document to follow is handed in; the check goes on. Raises Refused."""
    file = open_file(case)
    step = advance(case, "supply_documents", file.dossier, actor, Entry(detail=_kinds(file)))
    close(file, "met")
    tell_step(case, step)
    tell_owner(case, step)


def close(file: CaseFile, state: str) -> None:
    """End the waiting, if there is any, as `met`, `failed`, `corrected` or `withdrawn`."""
    row = file.terms.open_condition
    if row is not None:
        row.state, row.closed_at = state, now()
        db.session.flush()


def titles(file: CaseFile, kinds: tuple[str, ...]) -> Say:
    """The names of these kinds of documents, in one line."""
    named = [kind.title for kind in file.item.documents if kind.code in kinds]
    return Say("、".join(one.zh for one in named), ", ".join(one.en for one in named))


def _kinds(file: CaseFile) -> dict[str, object]:
    row = file.terms.open_condition
    return {} if row is None else {"documents": list(row.kinds)}
