"""What every way in ends with: a session of its own; and the wait between password and code."""

from flask import session as cookie
from flask_login import login_user
from sqlalchemy import select

from workflow.actions.identity import has_second_factor, let_in
from workflow.clock import now
from workflow.db import db
from workflow.models.user import User
from workflow.person import Person

WAITING = "second_step"
#: How long the page for the code may stay open, in seconds.
PATIENCE = 300


def enter_as(user: User) -> None:
    """Open a session for the person and commit."""
    token = let_in(user)
    db.session.commit()
    cookie.pop(WAITING, None)
    login_user(Person(user, token))


def wait_for_code(user: User, target: str) -> None:
    """Remember in the signed cookie whose password fitted, and where the person wanted to go."""
    cookie[WAITING] = {"user": user.id, "at": int(now().timestamp()), "next": target, "of": user.password_hash[-12:]}


def waiting_user(*, for_change: bool = False) -> tuple[User, str] | None:
    """Whose code is waited for, and where to go then. A changed password or five minutes end the wait."""
    waits = cookie.get(WAITING)
    if not waits or now().timestamp() - waits["at"] > PATIENCE:
        return None
    query = select(User).where(User.id == waits["user"], User.active)
    user = db.session.scalar(query.with_for_update(key_share=True, of=User) if for_change else query)
    if user is None or user.password_hash[-12:] != waits["of"] or not has_second_factor(user.id):
        return None
    return user, waits["next"]
