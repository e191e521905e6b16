"""The second person's decision on any kind of change: approved, it is done in the same transaction."""

from collections.abc import Callable
from typing import Any

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.actions import admin, call_change, holidays, parameters
from workflow.actions import admin_refusals as why
from workflow.actions.staff_apply import APPLY as ACCOUNTS
from workflow.db import db
from workflow.models.admin_change import CALL_CHANGE, CALL_NEW, DAYS, HOLIDAYS, READING, AdminChange
from workflow.queries.staff import one

#: kind → what it does with its subject and the values it leads to.
APPLY: dict[str, Callable[[str, dict[str, Any], Actor], None]] = {**ACCOUNTS, CALL_NEW: call_change.new}
#: The same for changes that hold only while the subject is as it was.
APPLY_TO: dict[str, Callable[[str, dict[str, Any], dict[str, Any]], None]] = {
    CALL_CHANGE: call_change.change,
    HOLIDAYS: holidays.put_in_force,
    DAYS: parameters.days_hold,
    READING: parameters.still_so,
}


def decide(row: AdminChange, actor: Actor, *, approved: bool, answer: str = "") -> None:
    """Approve a change (locked) and do it, or refuse it with a reason. Nobody decides on the own account. Raises Refused."""
    if row.kind in ACCOUNTS:
        user = one(row.subject)
        if user is not None and user.id == actor.user_id:
            raise Refused((why.OWN_ACCOUNT,))
    admin.settle(row, actor, approved=approved, answer=answer)
    if approved and row.kind in APPLY_TO:
        APPLY_TO[row.kind](row.subject, row.before, row.after)
    elif approved:
        APPLY[row.kind](row.subject, row.after, actor)
    db.session.flush()
