"""The people of the bureau with their roles, as the administrator keeps them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from states.duty_groups import DUTY_GROUPS
from workflow.db import db
from workflow.models.second_factor import SecondFactor
from workflow.models.user import User, UserRole

#: So many people of the bureau stand on the page at most.
MOST = 300
STAFF = tuple(group for group in DUTY_GROUPS if group != "enterprise")


def everybody() -> Sequence[User]:
    """Everybody of the bureau, by group and name; who left last."""
    query = select(User).where(User.duty_group.in_(STAFF)).options(joinedload(User.enterprise))
    rows = db.session.scalars(query.order_by(User.duty_group, User.name, User.id).limit(MOST)).all()
    return sorted(rows, key=lambda row: (not row.active, STAFF.index(row.duty_group)))


def one(login: str, *, for_change: bool = False) -> User | None:
    """The person of the bureau with that login, locked for a change; None for anybody else."""
    query = select(User).where(User.login == login, User.duty_group != "enterprise")
    if for_change:
        query = query.with_for_update(key_share=True, of=User).execution_options(populate_existing=True)
    return db.session.scalar(query.options(joinedload(User.enterprise)))


def holders(role: str) -> ColumnElement[bool]:
    """Whether an account in use holds the role."""
    held = select(UserRole.user_id).where(UserRole.role == role, UserRole.user_id == User.id).exists()
    return and_(User.active, held)


def with_second_factor(ids: Sequence[int]) -> frozenset[int]:
    """Who of these has one in use."""
    query = select(SecondFactor.user_id).where(SecondFactor.user_id.in_(ids), SecondFactor.confirmed_at.is_not(None))
    return frozenset(db.session.scalars(query))
