"""Computes the due dates of cases in work anew after another table of holidays was approved. Doing it twice changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from states.names import State
from workflow.actions import clocks
from workflow.actions.caps import insert_if_absent
from workflow.db import db
from workflow.models.admin_change import APPROVED, HOLIDAYS, AdminChange
from workflow.models.case import Case
from workflow.models.stage_time import WorkerMark

NAME = "holidays"
AT_ONCE = 200


def _newest() -> datetime | None:
    """When a table was approved last."""
    query = select(func.max(AdminChange.decided_at))
    return db.session.scalar(query.where(AdminChange.kind == HOLIDAYS, AdminChange.state == APPROVED))


def waiting() -> bool:
    """Whether a table was approved that no due date knows of yet."""
    newest = _newest()
    if newest is None:
        return False
    done = db.session.scalar(select(WorkerMark.up_to).where(WorkerMark.name == NAME))
    return done is None or done < newest


def work() -> int:
    """Refresh every case with a running clock, some in each transaction; gives how many due dates moved. Commits."""
    newest, after, moved = _newest(), 0, 0
    while cases := _some(after):
        for case in cases:
            before = (case.due_on, case.promised_on)
            clocks.refresh(case)
            moved += (case.due_on, case.promised_on) != before
        after = cases[-1].id
        db.session.commit()
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    row = db.session.scalars(select(WorkerMark).where(WorkerMark.name == NAME).with_for_update()).one()
    row.up_to = newest
    db.session.commit()
    return moved


def _some(after: int) -> Sequence[Case]:
    running = (Case.due_on.is_not(None), Case.id > after, Case.state != State.PUBLICITY)
    return db.session.scalars(select(Case).where(*running).order_by(Case.id).limit(AT_ONCE).with_for_update()).all()
