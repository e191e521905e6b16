"""Reminds of what is due after payment: duties and parts of a recovery, before their day and once when it has passed."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, exists, func, select

from workflow.actions.after_payment_reminder import remind_of_duty, remind_of_part
from workflow.actions.one_by_one import one_by_one
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.duty import Duty, DutyReminder
from workflow.models.recovery import Recovery
from workflow.models.repayment import Repayment, RepaymentPart, RepaymentReminder
from workflow.queries.calendar import calendar

AT_ONCE = 200
#: Calendar days before a duty, working days before a part, from which on it is said once.
DUTY_DAYS, PART_DAYS = 30, 5


def remind() -> int:
    """Write the reminders that are due, each once; gives how many. Commits."""
    today = business_date()
    told = 0
    for kind in ("soon", "late"):
        told += _all("duty", _duties(kind, today), partial(remind_of_duty, kind=kind))
        told += _all("part of the recovery", _parts(kind, today), partial(remind_of_part, kind=kind))
    db.session.commit()
    return told


def _all(what: str, query: Select[Any, Any], tell: Any) -> int:
    rows = [(row[1], row[0]) for row in db.session.execute(query.limit(AT_ONCE))]
    return one_by_one(f"reminder of the {what} of case", ((case.id, (case, row)) for case, row in rows), tell)


def _duties(kind: str, today: date) -> Select[Any, Any]:
    said = exists().where(DutyReminder.duty_id == Duty.id, DutyReminder.kind == kind)
    query = select(Duty, Case).join(Case, Case.id == Duty.case_id).where(Duty.state == "open", ~said)
    return query.where(_when(Duty.due_on, kind, today, today + timedelta(days=DUTY_DAYS))).order_by(
        Duty.due_on, Duty.id
    )


def _parts(kind: str, today: date) -> Select[Any, Any]:
    """Parts of decided recoveries that what came in so far does not fill."""
    part = RepaymentPart
    said = exists().where(
        RepaymentReminder.recovery_id == part.recovery_id,
        RepaymentReminder.number == part.number,
        RepaymentReminder.kind == kind,
    )
    before = part.__table__.alias("before")
    wanted: Any = select(func.sum(before.c.fen)).where(
        before.c.recovery_id == part.recovery_id, before.c.number <= part.number
    )
    came: Any = select(func.coalesce(func.sum(Repayment.fen), 0)).where(Repayment.recovery_id == part.recovery_id)
    query = (
        select(part, Case)
        .join(Recovery, Recovery.id == part.recovery_id)
        .join(Case, Case.id == Recovery.case_id)
        .where(Recovery.state == "approved", Recovery.settled_at.is_(None), ~said)
        .where(wanted.correlate(part).scalar_subquery() > came.correlate(part).scalar_subquery())
        .where(_when(part.due_on, kind, today, calendar().due(today, PART_DAYS)))
    )
    return query.order_by(part.due_on, part.recovery_id)


def _when(due: Any, kind: str, today: date, until: date) -> Any:
    return due < today if kind == "late" else (due >= today) & (due <= until)
