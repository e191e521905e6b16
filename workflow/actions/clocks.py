"""Deadlines follow from the history alone; the case row only keeps the running one, so that queues can sort by it."""

from datetime import date

from sqlalchemy import select

from states.clock import Level
from states.limits import Limits
from states.moment import Moment
from states.names import State
from states.stages import standing
from workflow.clock import business_date
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, Transition
from workflow.queries.calendar import calendar

#: Detail of a stop: the day on which the clock is expected to run again.
EXPECTED = "expected_on"
#: Detail of a paid instalment: the day from which the next one may be paid.
NEXT = "next_on"
STILL = {Level.STOPPED, Level.FINISHED}


def refresh(case: Case) -> None:
    """Set `due_on` and `promised_on` from the steps so far. `advance` calls this after every step.

    While the clock stands still for a legal reason, the case is due on the day on which it is expected to run again: so
    that it keeps its place in the working lists, and somebody looks. Between instalments it is due when the next one may
    be paid.
    """
    query = select(Transition.action, Transition.at, Transition.detail).where(Transition.case_id == case.id)
    rows = db.session.execute(query.order_by(Transition.seq)).all()
    history = [Moment(action, business_date(at), int(detail.get("days", 0))) for action, at, detail in rows]
    days = db.session.get_one(Call, case.call_id).days
    now_at = standing(history, calendar(), business_date(), Limits(**days))
    running = now_at.clock is not None and now_at.clock.level not in STILL
    case.due_on = now_at.clock.due if running and now_at.clock else None
    if now_at.clock is not None and now_at.clock.level is Level.STOPPED:
        stop = next(detail for action, _at, detail in reversed(rows) if action == "stop_clock")
        case.due_on = date.fromisoformat(stop[EXPECTED]) if EXPECTED in stop else None
    if case.state == State.PUBLICITY and (
        paid := [detail for action, _at, detail in rows if action == "confirm_instalment"]
    ):
        case.due_on = date.fromisoformat(paid[-1][NEXT]) if NEXT in paid[-1] else None
    case.promised_on = now_at.promise.due if now_at.promise else None
