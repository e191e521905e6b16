"""What a caseworker does before the money: own a case, accept it, judge documents, check credit, hand it on."""

from typing import Any

from sqlalchemy import update

from states.dossier import Actor
from states.guard import Blocker
from states.guards import in_charge
from states.lifecycle import Refused
from states.names import Role, State
from states.refusals import wrong_role, wrong_state
from states.say import Say
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import VERDICTS, Document, Verdict
from workflow.models.user import User
from workflow.queries.casefile import CaseFile, open_file

CLAIM = Say("认领", "Claim")
RELEASE = Say("放回待认领", "Release")
CREDIT = Say("信用核查", "Check credit")
VERDICT = Say("核验材料", "Judge a document")
AT_WORK = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED, State.REFERRED)
CHECKING = (State.SUBMITTED,)


def claim(case: Case, actor: Actor) -> None:
    """Make the actor the case's owner. Raises Refused with the name of the colleague who was faster.

    Set-based, so that of two caseworkers who claim at once the database lets exactly one through.
    """
    _may_work(case, actor, CLAIM, AT_WORK)
    nobodys = (Case.id == case.id) & Case.owner_id.is_(None)
    won = db.session.execute(update(Case).where(nobodys).values(owner_id=actor.user_id).returning(Case.id)).first()
    db.session.refresh(case, ["owner_id"])
    if won is None and case.owner_id != actor.user_id:
        assert case.owner_id is not None
        name = db.session.get_one(User, case.owner_id).name
        raise Refused((Blocker("claimed", f"{name}已经先认领了这件申请", f"{name} claimed this case before you"),))


def release(case: Case, actor: Actor) -> None:
    """Put an own case back for anybody to claim. Raises Refused when it belongs to somebody else."""
    _may_work(case, actor, RELEASE, AT_WORK)
    mine = (Case.id == case.id) & (Case.owner_id == actor.user_id)
    gone = db.session.execute(update(Case).where(mine).values(owner_id=None).returning(Case.id)).first()
    db.session.refresh(case, ["owner_id"])
    if gone is None:
        raise Refused((Blocker("not_owner", "这件申请不在您名下，不用放回", "This case is not yours to release"),))


def accept(case: Case, actor: Actor) -> None:
    """Accept the application: the promised time starts, and an unclaimed case becomes the actor's."""
    dossier = open_file(case).dossier
    before, at = case.owner_id, now()
    owner = before if before is not None else actor.user_id
    detail: dict[str, Any] = {"accepted_at": [None, at.isoformat()]}
    if owner != before:
        detail["owner"] = [before, owner]
    step = advance(case, "accept", dossier, actor, Entry(detail=detail))
    case.accepted_at, case.owner_id = at, owner
    tell_step(case, step)


def decline(case: Case, actor: Actor, reason: str) -> None:
    """Decline to accept, with the reason the applicant will read."""
    reason = reasoned(reason)
    step = advance(case, "decline", open_file(case).dossier, actor, Entry(reason=reason))
    tell_step(case, step, f"理由：{reason}", f"Reason: {reason}")


def give_verdict(case: Case, document: Document, verdict: str, reason: str, actor: Actor) -> Verdict:
    """Say whether a document is accepted or refused; a refusal needs the reason that the applicant will read.

    A verdict is a row of its own with actor and time; a newer one replaces it, none is changed.
    Raises Refused outside the documents check, on a case of another caseworker and for a withdrawn document.
    """
    if verdict not in VERDICTS:
        raise ValueError(f"a verdict is one of {VERDICTS}, not {verdict!r}")
    _must_lead(open_file(case), actor, VERDICT, CHECKING)
    if document.case_id != case.id or document.removed_at is not None:
        raise Refused(
            (
                Blocker(
                    "removed",
                    "这份材料已经撤换，请刷新后看新的",
                    "This document was replaced; reload to see the new one",
                ),
            )
        )
    reason = reasoned(reason) if verdict == "refused" else ""
    assert actor.user_id is not None
    row = Verdict(document_id=document.id, verdict=verdict, reason=reason, actor_id=actor.user_id, at=now())
    db.session.add(row)
    db.session.flush()
    return row


def check_credit(case: Case, actor: Actor) -> bool:
    """Look the enterprise up in the register of dishonest entities now and note when. True = clean.

    A hit is noted like a clean result; the guards of every later step look at the register again and block.
    """
    file = open_file(case)
    _must_lead(file, actor, CREDIT, CHECKING)
    case.credit_checked_at = now()
    db.session.flush()
    return not file.dishonest


def check_documents(case: Case, actor: Actor) -> None:
    """Close the documents check: every document accepted, credit checked and clean, application accepted."""
    file = open_file(case)
    judged = {document.ref: verdict.verdict for document, _blob, verdict in file.documents if verdict}
    checked = case.credit_checked_at.isoformat() if case.credit_checked_at else None
    entry = Entry(detail={"verdicts": judged, "credit_checked_at": checked})
    tell_step(case, advance(case, "check_documents", file.dossier, actor, entry))


def send_to_committee(case: Case, actor: Actor) -> None:
    """Put the evaluated and reviewed case on the agenda."""
    dossier = open_file(case).dossier
    entry = Entry(detail={"proposed_fen": case.proposed_fen})
    tell_step(case, advance(case, "send_to_committee", dossier, actor, entry))


def _may_work(case: Case, actor: Actor, label: Say, states: tuple[State, ...]) -> None:
    """Raise Refused unless a caseworker acts in one of the states."""
    if case.state not in states:
        raise Refused((wrong_state(label, states, State(case.state)),))
    if Role.CASEWORKER not in actor.roles:
        raise Refused((wrong_role(label, (Role.CASEWORKER,)),))


def _must_lead(file: CaseFile, actor: Actor, label: Say, states: tuple[State, ...]) -> None:
    """Raise Refused unless the caseworker in charge acts (anybody while nobody is in charge)."""
    _may_work(file.case, actor, label, states)
    if not in_charge.test(file.dossier, actor):
        raise Refused((in_charge.blocker(file.dossier),))
