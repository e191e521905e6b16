"""What happened to a case, and the clocks that follow from it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from states.calendar import WorkCalendar
from states.deadlines import Limits
from states.stages import Moment, Standing, standing
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case, Transition


def transitions(case_id: int) -> Sequence[Transition]:
    """Every step of the case with who did it, oldest first."""
    query = select(Transition).options(joinedload(Transition.actor)).where(Transition.case_id == case_id)
    return db.session.scalars(query.order_by(Transition.seq)).all()


def moments(rows: Sequence[Transition]) -> list[Moment]:
    """The steps as the clocks read them; an extension carries its working days in `detail`."""
    return [Moment(row.action, business_date(row.at), int(row.detail.get("days", 0))) for row in rows]


def clocks(case: Case, rows: Sequence[Transition], work_calendar: WorkCalendar, today: date) -> Standing:
    """Where the case stands in time, by the limits of its call."""
    return standing(moments(rows), work_calendar, today, Limits(**case.call.days))


def referral_closed(case_id: int) -> bool:
    """Whether the outcome of the case's referral was written down."""
    found = exists().where(Transition.case_id == case_id, Transition.action == "record_referral_outcome")
    return bool(db.session.scalar(select(found)))
