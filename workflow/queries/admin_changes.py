"""Changes that wait for a second person, what became of earlier ones, and the record of administration by pages."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.admin_change import OPEN, AdminChange
from workflow.models.admin_event import AdminEvent

MOST, PAGE = 100, 50


class Page(NamedTuple):
    """Some of the record, the newest first; `older`: the id below which the next page begins, None at the end."""

    rows: Sequence[AdminEvent]
    older: int | None


def waiting(kinds: Collection[str]) -> Sequence[AdminChange]:
    """What waits to be decided of these kinds, the oldest first."""
    query = select(AdminChange).where(AdminChange.state == OPEN, AdminChange.kind.in_(kinds))
    return db.session.scalars(query.order_by(AdminChange.id).limit(MOST)).all()


def open_for(kinds: Collection[str], subject: str) -> Sequence[AdminChange]:
    """What waits about one account, call or year."""
    query = select(AdminChange).where(AdminChange.state == OPEN, AdminChange.kind.in_(kinds))
    return db.session.scalars(query.where(AdminChange.subject == subject).order_by(AdminChange.id)).all()


def for_decision(change_id: int) -> AdminChange | None:
    """A change, locked until the commit."""
    query = select(AdminChange).where(AdminChange.id == change_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def record(kinds: Collection[str] = (), subject: str = "", below: int | None = None) -> Page:
    """The record from a place on, of some kinds or one subject."""
    query = select(AdminEvent).order_by(AdminEvent.id.desc()).limit(PAGE + 1)
    if kinds:
        query = query.where(AdminEvent.kind.in_(kinds))
    if subject:
        query = query.where(AdminEvent.subject == subject)
    if below is not None:
        query = query.where(AdminEvent.id < below)
    rows = db.session.scalars(query).all()
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)
