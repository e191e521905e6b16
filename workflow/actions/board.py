"""The supervisor reminds the owner of a late case, once a day for each. The caller commits."""

from collections.abc import Sequence

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions.caps import insert_if_absent
from workflow.actions.notify import Message, tell
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.board import BoardReminder
from workflow.models.case import Case

REMIND = Say("催办", "Remind")
#: Cases of one reminder at most.
MOST = 50
NOBODY = Blocker(
    "nobody_reminded",
    "没有可催办的：不再逾期、没有经办人，或今天已经催过",
    "Nobody to remind: no longer late, without owner, or reminded today already",
)


def remind(numbers: Sequence[str], actor: Actor) -> int:
    """Tell the owner of each late case; gives how many were told. Raises Refused when there is nobody to tell."""
    if Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(REMIND, (Role.SUPERVISOR,)),))
    today = business_date()
    late = select(Case).where(Case.number.in_(numbers[:MOST]), Case.due_on < today, Case.owner_id.is_not(None))
    told = 0
    for case in db.session.scalars(late.order_by(Case.id)):
        row = {"case_id": case.id, "day": today, "owner_id": case.owner_id, "by_id": actor.user_id, "at": now()}
        if case.owner_id is not None and insert_if_absent(BoardReminder, **row):
            tell(case, [case.owner_id], _message(case))
            told += 1
    if not told:
        raise Refused((NOBODY,))
    return told


def _message(case: Case) -> Message:
    assert case.due_on is not None, "a late case has its day"
    day = case.due_on
    return Message(
        "overdue_reminder",
        f"{case.number}　已逾期，请尽快办理",
        f"{case.number}: overdue, please act",
        f"本环节{day.month}月{day.day}日到期。科室负责人提醒您。",
        f"This stage was due on {day.isoformat()}. The head of the section reminds you.",
    )
