"""Executes what the request that began it left undone: a meeting whose execution was interrupted."""

from datetime import timedelta

from sqlalchemy import exists, select

from workflow.actions.meeting_run import work_off
from workflow.clock import now
from workflow.db import db
from workflow.models.agenda import DECIDED, AgendaItem
from workflow.models.meeting import EXECUTING, Meeting

#: So long an execution is left to the request that began it.
LEFT_ALONE = timedelta(minutes=2)


def _open() -> list[int]:
    undone = exists().where(AgendaItem.meeting_id == Meeting.id, AgendaItem.state == DECIDED)
    query = select(Meeting.id).where(Meeting.state == EXECUTING, Meeting.executed_at < now() - LEFT_ALONE, undone)
    return list(db.session.scalars(query.order_by(Meeting.id).limit(20)))


def waiting() -> bool:
    """Whether there is an execution to go on with."""
    return bool(_open())


def work() -> int:
    """Execute every case that waits; gives how many. Commits each."""
    found = _open()
    db.session.rollback()
    return sum(work_off(meeting_id) for meeting_id in found)
