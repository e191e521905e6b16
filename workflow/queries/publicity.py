"""Public notices that run or have ended."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Publicity
from workflow.models.enterprise import Enterprise
from workflow.models.objection import Objection


def ended_before(today: date, limit: int = 500) -> Sequence[int]:
    """Ids of cases whose notice had its last day before `today`, is not cleared yet and has no open objection.

    The longest waiting first.
    """
    objected = exists().where(Objection.case_id == Case.id, Objection.state == "open")
    query = (
        select(Publicity.case_id)
        .join(Case, (Case.id == Publicity.case_id) & (Case.round == Publicity.round))
        .where(Case.state == State.PUBLICITY, Case.cleared_at.is_(None), Publicity.ends_on < today, ~objected)
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


def noticed(number: str, today: date, *, lock: bool = False) -> tuple[Case, Publicity] | None:
    """A case on public notice today by its number, with enterprise and call; None when its notice does not run."""
    running = (Publicity.starts_on <= today, Publicity.ends_on >= today, Case.cleared_at.is_(None))
    query = (
        select(Case, Publicity)
        .join(Publicity, (Publicity.case_id == Case.id) & (Publicity.round == Case.round))
        .options(joinedload(Case.enterprise), joinedload(Case.call))
        .where(Case.number == number, Case.state == State.PUBLICITY, *running)
    )
    row = db.session.execute(query.with_for_update(of=Case) if lock else query).first()
    return (row[0], row[1]) if row else None


class Notice(NamedTuple):
    """One running public notice; money in fen, both days counted."""

    number: str
    item: str
    firm: str
    amount_fen: int
    starts_on: date
    ends_on: date


def running(today: date, limit: int = 200) -> Sequence[Notice]:
    """Notices that have begun and whose last day is not over, the one that ends first on top."""
    query = _notices().where(Publicity.starts_on <= today, Publicity.ends_on >= today)
    return [Notice._make(row) for row in db.session.execute(query.limit(limit))]


def over(today: date, limit: int = 200) -> Sequence[Notice]:
    """Notices whose days are over and that the worker has not ended yet."""
    return [Notice._make(row) for row in db.session.execute(_notices().where(Publicity.ends_on < today).limit(limit))]


def _notices() -> Select[str, str, str, int, date, date]:
    """Cases in publicity that are not cleared, with what the notice says."""
    return (
        select(Case.number, Case.item, Enterprise.name, Publicity.amount_fen, Publicity.starts_on, Publicity.ends_on)
        .join(Publicity, (Publicity.case_id == Case.id) & (Publicity.round == Case.round))
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .where(Case.state == State.PUBLICITY, Case.cleared_at.is_(None))
        .order_by(Publicity.ends_on, Case.id)
    )
