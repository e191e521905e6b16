"""Public notices that run or have ended."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.evaluation import Publicity


def ended_before(today: date, limit: int = 500) -> Sequence[int]:
    """Ids of cases whose notice had its last day before `today` and is not cleared yet, the longest waiting first."""
    query = (
        select(Publicity.case_id)
        .join(Case, (Case.id == Publicity.case_id) & (Case.round == Publicity.round))
        .where(Case.state == State.PUBLICITY, Case.cleared_at.is_(None), Publicity.ends_on < today)
        .order_by(Publicity.ends_on, Publicity.case_id)
        .limit(limit)
    )
    return db.session.scalars(query).all()


def lock_case(case_id: int) -> Case | None:
    """The case with enterprise and call, locked until the commit, if its notice still waits to be cleared."""
    query = (
        select(Case)
        .options(joinedload(Case.enterprise), joinedload(Case.call))
        .where(Case.id == case_id, Case.state == State.PUBLICITY, Case.cleared_at.is_(None))
        .with_for_update(of=Case)
    )
    return db.session.scalar(query)
