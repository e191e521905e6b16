"""Documents to follow a conditional acceptance: reminds of them, and acts when their day has passed."""

from datetime import date, datetime, time
from functools import partial

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from states.calendar import WorkCalendar
from states.names import State
from workflow.actions import condition_failed
from workflow.actions.one_by_one import one_by_one
from workflow.clock import SHANGHAI, business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.conditional import REMINDED, ConditionalAcceptance, ConditionalReminder
from workflow.queries.calendar import calendar

AT_ONCE = 500


def remind() -> int:
    """Remind whoever has three, or one, working days left or fewer, each once; gives how many. Not on the first day. Commits."""
    today, days = business_date(), calendar()
    told, after = 0, today
    for stage in sorted(REMINDED):
        last = days.due(today, stage)
        told += one_by_one(
            "reminder of the condition of case",
            ((case.id, (row, case)) for row, case in _waiting(stage, after, last, today)),
            partial(_remind, stage=stage, days=days, today=today),
        )
        after = last
    db.session.commit()
    return told


def _remind(found: tuple[ConditionalAcceptance, Case], stage: int, days: WorkCalendar, today: date) -> bool:
    row, case = found
    return condition_failed.remind(case, row, stage, days.left(today, row.due_on))


def _waiting(stage: int, after: date, last: date, today: date) -> list[tuple[ConditionalAcceptance, Case]]:
    said = exists().where(
        ConditionalReminder.conditional_id == ConditionalAcceptance.id, ConditionalReminder.days_left == stage
    )
    query = (
        select(ConditionalAcceptance, Case)
        .join(Case, Case.id == ConditionalAcceptance.case_id)
        .where(ConditionalAcceptance.state == "open", Case.state == State.SUBMITTED, ~said)
        .where(ConditionalAcceptance.due_on > after, ConditionalAcceptance.due_on <= last)
        .where(ConditionalAcceptance.accepted_at < datetime.combine(today, time.min, SHANGHAI))
        .order_by(ConditionalAcceptance.due_on, ConditionalAcceptance.id)
        .limit(AT_ONCE)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def fail_overdue() -> int:
    """Turn every case whose documents are late into what was said at its acceptance. Commits each case by itself."""
    late = (
        select(ConditionalAcceptance.case_id)
        .join(Case, Case.id == ConditionalAcceptance.case_id)
        .where(ConditionalAcceptance.state == "open", ConditionalAcceptance.due_on < business_date())
        .where(Case.state == State.SUBMITTED)
        .order_by(ConditionalAcceptance.due_on, ConditionalAcceptance.id)
    )
    ids = db.session.scalars(late).all()
    db.session.rollback()
    return one_by_one("condition of case", zip(ids, ids, strict=True), _fail, commit=True)


def _fail(case_id: int) -> bool:
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).where(Case.id == case_id)
    condition_failed.fail(db.session.scalars(query.with_for_update(of=Case)).one())
    return True
