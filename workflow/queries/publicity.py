"""Public notices that run or have ended."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.orm import joinedload

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Publicity
from workflow.models.enterprise import Enterprise
from workflow.models.objection import Objection

PAGE = 50


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
    """One public notice; money in fen, both days counted. `paused`: an objection is open, so it does not end by itself."""

    case_id: int
    number: str
    item: str
    firm: str
    uscc: str
    amount_fen: int
    starts_on: date
    ends_on: date
    paused: bool


#: The last notice of a page: its last day and the case.
After: TypeAlias = tuple[date, int] | None


def running(today: date, after: After = None, limit: int = PAGE) -> list[Notice]:
    """Notices that have begun and whose last day is not over, the one that ends first on top, from the one after `after` on.

    One more than a page when there are more.
    """
    return _page(_notices().where(Publicity.starts_on <= today, Publicity.ends_on >= today), after, limit)


def over(today: date, limit: int = PAGE) -> list[Notice]:
    """Notices whose days are over and that are not ended yet: with an open objection, or by the worker within a minute."""
    return _page(_notices().where(Publicity.ends_on < today), None, limit)


def begun_on(day: date, limit: int = 500) -> list[Notice]:
    """What was put up on one day, whatever became of it since: the text of that day's notice."""
    query = _shown(select(*COLUMNS)).where(Publicity.starts_on == day)
    return [Notice._make(row) for row in db.session.execute(query.order_by(Case.number).limit(limit))]


class Total(NamedTuple):
    """All running notices together; money in fen."""

    cases: int
    fen: int


def total(today: date) -> Total:
    """How many notices run today and the fen they announce."""
    query = (
        select(func.count(), func.coalesce(func.sum(Publicity.amount_fen), 0))
        .select_from(Publicity)
        .join(Case, (Case.id == Publicity.case_id) & (Case.round == Publicity.round))
        .where(Case.state == State.PUBLICITY, Case.cleared_at.is_(None))
        .where(Publicity.starts_on <= today, Publicity.ends_on >= today)
    )
    cases, fen = db.session.execute(query).one()
    return Total(cases, int(fen))


COLUMNS: tuple[Any, ...] = (
    Case.id,
    Case.number,
    Case.item,
    Enterprise.name,
    Enterprise.uscc,
    Publicity.amount_fen,
    Publicity.starts_on,
    Publicity.ends_on,
    exists().where(Objection.case_id == Case.id, Objection.state == "open").label("paused"),
)


def _shown(query: Any) -> Any:
    return query.join(Publicity, (Publicity.case_id == Case.id) & (Publicity.round == Case.round)).join(
        Enterprise, Enterprise.id == Case.enterprise_id
    )


def _notices() -> Any:
    """Cases in publicity that are not cleared, with what the notice says."""
    return _shown(select(*COLUMNS)).where(Case.state == State.PUBLICITY, Case.cleared_at.is_(None))


def _page(query: Any, after: After, limit: int) -> list[Notice]:
    if after is not None:
        query = query.where(tuple_(Publicity.ends_on, Publicity.case_id) > after)
    rows = db.session.execute(query.order_by(Publicity.ends_on, Publicity.case_id).limit(limit + 1))
    return [Notice._make(row) for row in rows]
