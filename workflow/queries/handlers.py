"""Who may handle an objection or appeal: people of casework and decision who had nothing to do with the case."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from states.dossier import Dossier
from workflow.db import db
from workflow.models.user import User, UserRole

ROLES = ("caseworker", "reviewer", "supervisor")


class Colleague(NamedTuple):
    """A person who can be named."""

    id: int
    name: str


def _with(roles: Sequence[str]) -> list[Colleague]:
    query = (
        select(User.id, User.name)
        .where(User.active, User.id.in_(select(UserRole.user_id).where(UserRole.role.in_(roles))))
        .order_by(User.id)
    )
    return [Colleague(*row) for row in db.session.execute(query)]


def supervisors() -> list[int]:
    """The ids of the supervisors."""
    return [row.id for row in _with(("supervisor",))]


def reviewers() -> list[int]:
    """The ids of the reviewers."""
    return [row.id for row in _with(("reviewer",))]


def handlers(dossier: Dossier) -> list[Colleague]:
    """Who may handle an objection or appeal about the case."""
    return [row for row in _with(ROLES) if row.id not in dossier.officers]


def second_persons(dossier: Dossier, proposer: int | None) -> list[Colleague]:
    """Who may confirm a proposal about the case: supervisors and reviewers outside it, not the proposer."""
    return [row for row in _with(("supervisor", "reviewer")) if row.id not in dossier.officers and row.id != proposer]
