"""Who is away and who stands in for whom."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, lazyload

from workflow.clock import business_date
from workflow.db import db
from workflow.models.absence import Absence, AbsenceDay
from workflow.models.case import Case, ControlStep
from workflow.models.user import User

#: Lines of a list of absences at most.
MOST = 100


def stand_ins(user_ids: Collection[int]) -> list[int]:
    """The deputies, today, of these people."""
    query = select(AbsenceDay.deputy_id).where(AbsenceDay.user_id.in_(user_ids), AbsenceDay.day == business_date())
    return list(db.session.scalars(query.order_by(AbsenceDay.deputy_id)))


def absences(user_id: int | None = None) -> Sequence[Absence]:
    """Absences not over yet, the next to end first: everybody's, or those in which this person is away or stands in."""
    people = (joinedload(Absence.user), joinedload(Absence.deputy))
    plain = [one.options(lazyload(User.roles), lazyload(User.enterprise)) for one in people]
    query = select(Absence).options(*plain).where(Absence.until >= business_date(), Absence.ended_at.is_(None))
    if user_id is not None:
        query = query.where(or_(Absence.user_id == user_id, Absence.deputy_id == user_id))
    return db.session.scalars(query.order_by(Absence.until, Absence.id).limit(MOST)).all()


def took_part(owner_id: int, deputy_id: int, limit: int = 3) -> list[str]:
    """Numbers of the owner's running cases on which the other did a control step that is not the evaluation."""
    did = select(ControlStep.case_id).where(
        ControlStep.case_id == Case.id, ControlStep.actor_id == deputy_id, ControlStep.step != "evaluate"
    )
    query = select(Case.number).where(Case.owner_id == owner_id, Case.due_on.is_not(None), did.exists())
    return list(db.session.scalars(query.order_by(Case.due_on, Case.id).limit(limit)))
