"""Deadlines follow from the history alone; the case row only keeps the running one, so that queues can sort by it."""

from sqlalchemy import select

from states.clock import Level
from states.limits import Limits
from states.moment import Moment
from states.stages import standing
from workflow.clock import business_date
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, Transition
from workflow.queries.calendar import calendar

STILL = {Level.STOPPED, Level.FINISHED}


def refresh(case: Case) -> None:
    """Set `due_on` and `promised_on` from the steps so far. `advance` calls this after every step."""
    query = select(Transition.action, Transition.at, Transition.detail).where(Transition.case_id == case.id)
    history = [
        Moment(action, business_date(at), int(detail.get("days", 0)))
        for action, at, detail in db.session.execute(query.order_by(Transition.seq))
    ]
    days = db.session.get_one(Call, case.call_id).days
    now_at = standing(history, calendar(), business_date(), Limits(**days))
    running = now_at.clock is not None and now_at.clock.level not in STILL
    case.due_on = now_at.clock.due if running and now_at.clock else None
    case.promised_on = now_at.promise.due if now_at.promise else None
