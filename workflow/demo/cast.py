"""The people of the demo as the procedure sees them, and the case a step of a story is about."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from states.dossier import Actor
from states.names import Role
from workflow.db import db
from workflow.models.case import Case
from workflow.models.user import User


def actor(login: str) -> Actor:
    """A person of the demo as the procedure sees one."""
    user = db.session.scalars(select(User).where(User.login == login)).unique().one()
    return Actor(user.id, frozenset(Role(row.role) for row in user.roles), user.enterprise_id)


def locked(case_id: int) -> Case:
    """The case with all that actions look at, locked until the commit."""
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call), joinedload(Case.owner))
    return db.session.scalars(query.where(Case.id == case_id).with_for_update(of=Case)).one()
