"""The caseworkers who may be given a case: their work in hand, and who is away today."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, case, func, literal, select, union_all

from states.guard import Blocker
from states.names import Role, State
from workflow.clock import business_date
from workflow.db import db
from workflow.models.absence import Absence, AbsenceDay
from workflow.models.case import Case
from workflow.models.user import User, UserRole

NOT_ONE = Blocker(
    "not_a_caseworker",
    "只能交给在岗的经办人，请另选一位",
    "Cases are handled by caseworkers with an open account; choose somebody else",
)
#: What a case still asks of its caseworker: a new one most, one that waits for somebody else least.
WEIGHTS = {State.SUBMITTED: 3, State.DOCUMENTS_CHECKED: 2, State.EVALUATED: 1, State.CORRECTION: 1}
LIGHTEST = 1
#: Cases of one person that are counted at most.
CAP = 1000


class Caseworker(NamedTuple):
    """A caseworker with the running cases in hand (at most CAP) and what they weigh; `away_until`: away today."""

    id: int
    name: str
    cases: int
    weight: int
    away_until: date | None


def _are() -> ColumnElement[bool]:
    return User.active & User.id.in_(select(UserRole.user_id).where(UserRole.role == Role.CASEWORKER))


def caseworker(user_id: int) -> str | None:
    """The name of the caseworker with this id; None when there is none with an open account."""
    return db.session.scalar(select(User.name).where(User.id == user_id, _are()))


def present() -> Sequence[Row[*tuple[Any, ...]]]:
    """Everybody who may be given cases, by name: id, name, and until when away today. One statement."""
    away = select(Absence.until).join(AbsenceDay, AbsenceDay.absence_id == Absence.id)
    away = away.where(AbsenceDay.user_id == User.id, AbsenceDay.day == business_date()).correlate(User)
    people = select(User.id, User.name, away.scalar_subquery().label("until")).where(_are())
    return db.session.execute(people.order_by(User.name, User.id)).all()


def caseworkers() -> list[Caseworker]:
    """Everybody who may be given cases, by name, with the work in hand; counting stops at CAP cases a person."""
    people = present()
    loads = _loads([row.id for row in people])
    return [Caseworker(row.id, row.name, *loads.get(row.id, (0, 0)), row.until) for row in people]


def _loads(ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Person → running cases and their weight."""
    if not ids:
        return {}
    weight: Any = case(*((Case.state == state, literal(value)) for state, value in WEIGHTS.items()), else_=LIGHTEST)
    each = []
    for user_id in ids:
        mine = select(Case.id, weight.label("weight")).where(Case.owner_id == user_id, Case.due_on.is_not(None))
        first = mine.limit(CAP).subquery()
        each.append(
            select(literal(user_id), func.count(), func.coalesce(func.sum(first.c.weight), 0)).select_from(first)
        )
    return {row[0]: (row[1], int(row[2])) for row in db.session.execute(union_all(*each))}
