"""The check of the documents: a verdict on each, the look into the credit register, and its end."""

from states.dossier import Actor
from states.guard import Blocker
from states.guards_who import in_charge
from states.lifecycle import Refused
from states.names import Role, State
from states.refusals import wrong_role, wrong_state
from states.say import Say
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.actions.reasons import reasoned
from workflow.clock import SHANGHAI, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.document import SERVED
from workflow.models.filing import VERDICTS, Document, Verdict
from workflow.models.user import User
from workflow.queries.casefile import CaseFile, open_file

VERDICT = Say("核验材料", "Judge a document")
CHECKING = (State.SUBMITTED,)
REMOVED = Blocker(
    "removed", "这份材料已经撤换，请刷新后看新的", "This document was replaced; reload to see the new one"
)
UNSEEN = Blocker(
    "unseen",
    "这个文件没有通过查毒，打不开，也就不能记为通过",
    "This file has not passed the virus scan and cannot be opened, so it cannot be accepted",
)


def give_verdict(
    case: Case, document: Document, verdict: str, reason: str, actor: Actor, *, seen: int | None = None
) -> Verdict:
    """Say whether a document is accepted or refused; a refusal needs the reason that the applicant will read.

    A verdict is a row of its own with actor and time; a newer one replaces it, none is changed. `seen`: the verdict
    (its id, 0: none) that the person had before them; another's newer one is told instead of being replaced unread.
    Raises Refused outside the documents check, on a case of another caseworker and for a withdrawn document.
    """
    if verdict not in VERDICTS:
        raise ValueError(f"a verdict is one of {VERDICTS}, not {verdict!r}")
    file = open_file(case)
    _must_check(file, actor)
    if document.case_id != case.id or document.removed_at is not None:
        raise Refused((REMOVED,))
    if verdict == "accepted" and any(row[0].id == document.id and row[1].scan not in SERVED for row in file.documents):
        raise Refused((UNSEEN,))
    newest = next((row[2] for row in file.documents if row[0].id == document.id), None)
    if seen is not None and newest is not None and newest.id != seen and newest.actor_id != actor.user_id:
        raise Refused((_overtaken(newest),))
    reason = reasoned(reason) if verdict == "refused" else ""
    assert actor.user_id is not None
    row = Verdict(document_id=document.id, verdict=verdict, reason=reason, actor_id=actor.user_id, at=now())
    db.session.add(row)
    db.session.flush()
    return row


def check_credit(case: Case, actor: Actor) -> bool:
    """Look the enterprise up in the register of dishonest entities now and record when and what was found. True = clean.

    A hit is recorded like a clean result; the guards of every later step look at the register again and block.
    """
    file, at = open_file(case), now()
    before = case.credit_checked_at.isoformat() if case.credit_checked_at else None
    detail = {"credit_checked_at": [before, at.isoformat()], "dishonest": file.dishonest}
    advance(case, "check_credit", file.dossier, actor, Entry(detail=detail))
    case.credit_checked_at = at
    return not file.dishonest


def check_documents(case: Case, actor: Actor) -> None:
    """Close the documents check: every document accepted, credit checked and clean, application accepted."""
    file = open_file(case)
    judged = {document.ref: verdict.verdict for document, _blob, verdict in file.documents if verdict}
    checked = case.credit_checked_at.isoformat() if case.credit_checked_at else None
    entry = Entry(detail={"verdicts": judged, "credit_checked_at": checked})
    tell_step(case, advance(case, "check_documents", file.dossier, actor, entry))


def _overtaken(newest: Verdict) -> Blocker:
    """Who judged the document in the meantime, how, and when."""
    who = db.session.get_one(User, newest.actor_id).name
    at = f"{newest.at.astimezone(SHANGHAI):%H:%M}"
    zh, en = {"accepted": ("通过", "accepted"), "refused": ("不通过", "refused")}[newest.verdict]
    why_zh, why_en = (f"（{newest.reason}）", f" ({newest.reason})") if newest.reason else ("", "")
    return Blocker(
        "overtaken",
        f"{who}刚在{at}把这份材料记为{zh}{why_zh}，请先看看，再决定要不要改",
        f"{who} has just {en} this document at {at}{why_en}; look at it before changing it",
    )


def _must_check(file: CaseFile, actor: Actor) -> None:
    """Raise Refused unless the caseworker in charge (anybody while nobody is) acts during the documents check."""
    state = State(file.case.state)
    if state not in CHECKING:
        raise Refused((wrong_state(VERDICT, CHECKING, state),))
    if Role.CASEWORKER not in actor.roles:
        raise Refused((wrong_role(VERDICT, (Role.CASEWORKER,)),))
    if not in_charge.test(file.dossier, actor):
        raise Refused((in_charge.blocker(file.dossier),))
