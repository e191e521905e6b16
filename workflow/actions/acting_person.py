"""Who acts when something is done later than it was ordered."""

from states.dossier import Actor
from states.names import Role
from workflow.db import db
from workflow.models.user import User


def as_of_now(user_id: int) -> Actor:
    """The person as of now: whoever left, or lost the role, does nothing any more."""
    user = db.session.get_one(User, user_id)
    roles = frozenset(Role(row.role) for row in user.roles) if user.active else frozenset()
    return Actor(user.id, roles, user.enterprise_id)
