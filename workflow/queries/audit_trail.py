"""Every step of every case, newest first, as the auditor reads them. What a page costs is bounded, whatever is stored."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from workflow.clock import SHANGHAI
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.enterprise import Enterprise
from workflow.models.user import User

PAGE = 50
#: Steps that are looked at for one page; where fewer fit than a page holds, the page says how far it looked.
LOOK = 3000


class Wanted(NamedTuple):
    """What is looked for. `people`: whose steps, None for everybody's; days in Shanghai, both inclusive; fen of the case."""

    action: str = ""
    people: tuple[int, ...] | None = None
    case_id: int | None = None
    since: date | None = None
    until: date | None = None
    least_fen: int | None = None


class Place(NamedTuple):
    """A step in the order of the list."""

    at: datetime
    case_id: int
    seq: int


class Found(NamedTuple):
    """A page of steps: (transition, case, firm, login, name). `next`: where the following page begins."""

    rows: Sequence[Row[Transition, str, int, str, str | None, str | None]]
    next: Place | None
    #: Whether the looking stopped before the page was full.
    cut_short: bool


def trail(wanted: Wanted, after: Place | None) -> Found:
    """The newest steps that fit, after a place. Looks at no more than LOOK of them in the order of an index."""
    looked = _looked(wanted, after)
    window = looked.limit(LOOK).subquery()
    step = Transition
    query = (
        select(step, Case.number, Case.size_fen, Enterprise.name, User.login, User.name)
        .join(window, and_(window.c.case_id == step.case_id, window.c.seq == step.seq))
        .join(Case, Case.id == step.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(User, User.id == step.actor_id)
        .where(Case.submitted_at.is_not(None), *_fits(wanted))
        .order_by(step.at.desc(), step.case_id.desc(), step.seq.desc())
        .limit(PAGE + 1)
    )
    rows = db.session.execute(query).all()
    if len(rows) > PAGE:
        last = rows[PAGE - 1][0]
        return Found(rows[:PAGE], Place(last.at, last.case_id, last.seq), cut_short=False)
    end = db.session.execute(looked.offset(LOOK - 1).limit(1)).first()
    return Found(rows, None if end is None else Place(end.at, end.case_id, end.seq), cut_short=end is not None)


def _looked(wanted: Wanted, after: Place | None) -> Select[datetime, int, int]:
    """The steps in order along the index that serves best: of the case, else of the person, else of the step, else of time."""
    step = Transition
    query = select(step.at, step.case_id, step.seq).order_by(step.at.desc(), step.case_id.desc(), step.seq.desc())
    if wanted.case_id is not None:
        query = query.where(step.case_id == wanted.case_id)
    elif wanted.people is not None:
        query = query.where(step.actor_id.in_(wanted.people))
    elif wanted.action:
        query = query.where(step.action == wanted.action)
    if wanted.since is not None:
        query = query.where(step.at >= _begin(wanted.since))
    if wanted.until is not None:
        query = query.where(step.at < _begin(wanted.until + timedelta(days=1)))
    if after is not None:
        same = or_(step.case_id < after.case_id, and_(step.case_id == after.case_id, step.seq < after.seq))
        query = query.where(step.at <= after.at, or_(step.at < after.at, same))
    return query


def _fits(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.action:
        found.append(Transition.action == wanted.action)
    if wanted.people is not None:
        found.append(Transition.actor_id.in_(wanted.people))
    if wanted.least_fen is not None:
        found.append(Case.size_fen >= wanted.least_fen)
    return found


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def people_called(text: str) -> tuple[int, ...]:
    """The accounts with exactly this login or name, of the bureau or of an enterprise."""
    query = select(User.id).where(or_(User.login == text, User.name == text)).order_by(User.id).limit(20)
    return tuple(db.session.scalars(query))


def case_numbered(number: str) -> int | None:
    """The id of the submitted case of that number."""
    return db.session.scalar(select(Case.id).where(Case.number == number, Case.submitted_at.is_not(None)))
