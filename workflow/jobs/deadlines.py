"""What happens by itself when a day has passed: publicity ends, corrections that nobody answered lapse."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from states.dossier import SYSTEM
from states.names import State
from workflow.actions import correction, publicity
from workflow.actions.one_by_one import one_by_one
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Correction

LAPSED = "补正期满没有收到补正材料，按撤回处理。 No corrections arrived in time; the application counts as withdrawn."


def clear_publicity() -> int:
    """End the public notice of every case whose last day is over; gives how many. Commits."""
    done = publicity.clear_due(business_date())
    db.session.commit()
    return done


def lapse_corrections() -> int:
    """Withdraw every case whose correction is overdue; gives how many. Commits each case by itself."""
    overdue = (
        select(Case.id)
        .join(Correction, Correction.case_id == Case.id)
        .where(Case.state == State.CORRECTION, Correction.state == "open", Correction.due_on < business_date())
        .order_by(Correction.due_on, Case.id)
    )
    ids = db.session.scalars(overdue).all()
    db.session.rollback()
    return one_by_one("overdue correction of case", zip(ids, ids, strict=True), _lapse, commit=True)


def _lapse(case_id: int) -> bool:
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).where(Case.id == case_id)
    correction.lapse(db.session.scalars(query.with_for_update(of=Case)).one(), SYSTEM, LAPSED)
    return True
