"""Documents to follow a conditional acceptance: reminds of them, and acts when their day has passed."""

import logging
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from states.lifecycle import Refused
from states.names import State
from workflow.actions import condition_failed
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.conditional import REMINDED, ConditionalAcceptance, ConditionalReminder
from workflow.queries.calendar import calendar

AT_ONCE = 500

log = logging.getLogger(__name__)


def remind() -> int:
    """Remind whoever has three, or one, working days left or fewer, each once; gives how many. Not on the first day. Commits."""
    today, days = business_date(), calendar()
    told, after = 0, today
    for stage in sorted(REMINDED):
        last = days.due(today, stage)
        for row, case in _waiting(stage, after, last):
            if business_date(row.accepted_at) < today:
                told += condition_failed.remind(case, row, stage, days.left(today, row.due_on))
        after = last
    db.session.commit()
    return told


def _waiting(stage: int, after: date, last: date) -> list[tuple[ConditionalAcceptance, Case]]:
    said = exists().where(
        ConditionalReminder.conditional_id == ConditionalAcceptance.id, ConditionalReminder.days_left == stage
    )
    query = (
        select(ConditionalAcceptance, Case)
        .join(Case, Case.id == ConditionalAcceptance.case_id)
        .where(ConditionalAcceptance.state == "open", Case.state == State.SUBMITTED, ~said)
        .where(ConditionalAcceptance.due_on > after, ConditionalAcceptance.due_on <= last)
        .order_by(ConditionalAcceptance.due_on, ConditionalAcceptance.id)
        .limit(AT_ONCE)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def fail_overdue() -> int:
    """Turn every case whose documents are late into what was said at its acceptance. Commits each case by itself.

    Somebody may have acted between the search and the lock: then the guards refuse, and that is no error.
    """
    late = (
        select(ConditionalAcceptance.case_id)
        .where(ConditionalAcceptance.state == "open", ConditionalAcceptance.due_on < business_date())
        .order_by(ConditionalAcceptance.due_on, ConditionalAcceptance.id)
    )
    ids = db.session.scalars(late.limit(AT_ONCE)).all()
    db.session.rollback()
    return sum(_fail(case_id) for case_id in ids)


def _fail(case_id: int) -> bool:
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).where(Case.id == case_id)
    case = db.session.scalars(query.with_for_update(of=Case)).one()
    try:
        condition_failed.fail(case)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        log.info("the condition of case %s does not fail: %s", case_id, refused)
        return False
    return True
