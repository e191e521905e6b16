"""Who may own a service request, and the register of article 8."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from states.names import Role
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.register import Recognition
from workflow.models.user import User, UserRole

SHOWN = 50


def caseworkers() -> Sequence[Any]:
    """Id and name of every active caseworker, by name."""
    query = select(User.id, User.name).join(UserRole, UserRole.user_id == User.id)
    query = query.where(User.active, UserRole.role == Role.CASEWORKER).order_by(User.name, User.id)
    return db.session.execute(query).all()


def register(before: int | None = None, limit: int = SHOWN) -> Sequence[Any]:
    """The newest entries with enterprise and case number, older ones than `before` (an id) page by page."""
    query = (
        select(Recognition, Enterprise.name, Case.number)
        .join(Enterprise, Enterprise.id == Recognition.enterprise_id)
        .join(Case, Case.id == Recognition.case_id)
        .order_by(Recognition.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Recognition.id < before)
    return db.session.execute(query).all()
