"""Changes of the account that enterprises are paid to."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.bank_change import UNDER_WAY, BankChange
from workflow.models.enterprise import Enterprise
from workflow.models.user import User

SHOWN = 50


class Change(NamedTuple):
    """A change with its enterprise and the people behind it."""

    row: BankChange
    firm: Enterprise
    requester: str
    checker: str | None
    closer: str | None


def live_change(enterprise_id: int) -> BankChange | None:
    """The enterprise's change that is under way."""
    query = select(BankChange).where(BankChange.enterprise_id == enterprise_id, BankChange.state.in_(UNDER_WAY))
    return db.session.scalar(query)


def history(enterprise_id: int) -> Sequence[BankChange]:
    """Every change of the enterprise, the newest first."""
    query = select(BankChange).where(BankChange.enterprise_id == enterprise_id).order_by(BankChange.id.desc())
    return db.session.scalars(query.limit(SHOWN)).all()


def _all() -> Select[BankChange, Enterprise, str, str, str]:
    asked, called, ended = aliased(User), aliased(User), aliased(User)
    return (
        select(BankChange, Enterprise, asked.name, called.name, ended.name)
        .join(Enterprise, Enterprise.id == BankChange.enterprise_id)
        .join(asked, asked.id == BankChange.requested_by)
        .outerjoin(called, called.id == BankChange.checked_by)
        .outerjoin(ended, ended.id == BankChange.closed_by)
    )


def under_way() -> list[Change]:
    """What waits for the bureau, the oldest first."""
    query = _all().where(BankChange.state.in_(UNDER_WAY)).order_by(BankChange.id).limit(SHOWN)
    return [Change._make(row) for row in db.session.execute(query)]


def finished() -> list[Change]:
    """The newest that are over."""
    query = _all().where(BankChange.state.not_in(UNDER_WAY)).order_by(BankChange.id.desc()).limit(SHOWN)
    return [Change._make(row) for row in db.session.execute(query)]


def change_by_id(change_id: int) -> Change | None:
    """One change."""
    row = db.session.execute(_all().where(BankChange.id == change_id)).first()
    return Change._make(row) if row else None


class InForce(NamedTuple):
    """When the account in force was confirmed, and by whom."""

    at: datetime
    by: str


def confirmed(uscc: Sequence[str]) -> dict[str, InForce]:
    """Credit code → the last confirmed change, for enterprises that have one. One statement."""
    query = (
        select(Enterprise.uscc, BankChange.closed_at, User.name)
        .join(Enterprise, Enterprise.id == BankChange.enterprise_id)
        .join(User, User.id == BankChange.closed_by)
        .where(BankChange.state == "confirmed", Enterprise.uscc.in_(uscc))
        .order_by(BankChange.id)
    )
    return {code: InForce(at, name) for code, at, name in db.session.execute(query) if at is not None}
