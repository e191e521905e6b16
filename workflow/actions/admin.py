"""Changes by two people: proposing one, deciding on it, and the record of both. The caller commits."""

from typing import Any

from sqlalchemy import select

from states.dossier import Actor
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions import admin_refusals as why
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.admin_change import APPROVED, OPEN, REFUSED, AdminChange
from workflow.models.admin_event import DONE, PROPOSED, AdminEvent

DECIDE = Say("决定变更", "Decide on a change")


def _note(kind: str, subject: str, deed: str, actor: Actor, detail: dict[str, Any], change_id: int | None) -> None:
    assert actor.user_id is not None
    row = AdminEvent(kind=kind, subject=subject, deed=deed, change_id=change_id, detail=detail, at=now())
    row.actor_id = actor.user_id
    db.session.add(row)


def done(kind: str, subject: str, actor: Actor, **detail: Any) -> None:
    """Write down what one person did alone."""
    _note(kind, subject, DONE, actor, detail, None)
    db.session.flush()


def propose(  # what, from what to what, why
    kind: str, subject: str, before: dict[str, Any], after: dict[str, Any], reason: str, actor: Actor
) -> AdminChange:
    """Put a change before the second person; who may propose was asked already. Raises Refused."""
    reason = reasoned(reason)
    mine = select(AdminChange.id).where(AdminChange.kind == kind, AdminChange.subject == subject)
    if db.session.scalar(mine.where(AdminChange.state == OPEN)) is not None:
        raise Refused((why.WAITS,))
    if before == after:
        raise Refused((why.NOTHING,))
    assert actor.user_id is not None
    row = AdminChange(kind=kind, subject=subject, before=before, after=after, reason=reason, state=OPEN, answer="")
    row.proposed_by, row.proposed_at = actor.user_id, now()
    db.session.add(row)
    db.session.flush()
    _note(kind, subject, PROPOSED, actor, {"before": before, "after": after, "reason": reason}, row.id)
    db.session.flush()
    return row


def settle(row: AdminChange, actor: Actor, *, approved: bool, answer: str = "") -> None:
    """Say yes or no to a proposed change (locked); what it changes is the caller's. Raises Refused."""
    if Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(DECIDE, (Role.SUPERVISOR,)),))
    if row.state != OPEN:
        raise Refused((why.CLOSED,))
    if row.proposed_by == actor.user_id:
        raise Refused((why.SAME_PERSON,))
    row.answer = answer.strip() if approved else reasoned(answer)
    row.state, row.decided_by, row.decided_at = APPROVED if approved else REFUSED, actor.user_id, now()
    _note(row.kind, row.subject, row.state, actor, {"answer": row.answer} if row.answer else {}, row.id)
    db.session.flush()
