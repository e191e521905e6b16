"""What a change of an account of the bureau does, once whoever must agree has agreed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, update

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.actions import admin_refusals as why
from workflow.actions import second_factor
from workflow.actions.account_log import note
from workflow.actions.identity import end_all_sessions, hasher
from workflow.actions.password_reset import ask
from workflow.actions.registration import is_taken
from workflow.actions.secrets import token
from workflow.clock import now
from workflow.db import db
from workflow.models.account import PasswordReset
from workflow.models.admin_change import ACCOUNT_FACTOR, ACCOUNT_NEW, ACCOUNT_OPEN, ACCOUNT_ROLES
from workflow.models.admin_event import ACCOUNT_CLOSED
from workflow.models.user import User, UserRole
from workflow.queries.staff import one

Values = dict[str, Any]


def _account(login: str, *, active: bool) -> User:
    user = one(login, for_change=True)
    if user is None or user.active != active:
        raise Refused((why.STALE,))
    return user


def _new(login: str, after: Values, actor: Actor) -> None:
    """The account with a password nobody knows; the letter leads to setting one."""
    if is_taken(after["email"]) or is_taken(login):
        raise Refused((why.TAKEN,))
    user = User(login=login, email=after["email"], name=after["name"], duty_group=after["group"])
    user.password_hash, user.created_at = hasher().hash(token()), now()
    user.roles = [UserRole(role=role, duty_group=after["group"]) for role in after["roles"]]
    db.session.add(user)
    db.session.flush()
    note(user.id, "joined", actor.user_id)
    ask(after["email"])


def _roles(login: str, after: Values, _actor: Actor) -> None:
    """Other roles; the person signs in again and finds them."""
    user = _account(login, active=True)
    held, wanted = {row.role for row in user.roles}, set(after["roles"])
    db.session.execute(delete(UserRole).where(UserRole.user_id == user.id, UserRole.role.not_in(wanted)))
    new = ({"user_id": user.id, "duty_group": user.duty_group, "role": role} for role in sorted(wanted - held))
    db.session.add_all(UserRole(**row) for row in new)
    db.session.flush()
    db.session.expire(user, ["roles"])
    end_all_sessions(user.id)


def _close(login: str, _after: Values, actor: Actor) -> None:
    """No way in any more, by letters that are under way neither."""
    user = _account(login, active=True)
    user.active = False
    letters = update(PasswordReset).where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
    db.session.execute(letters.values(used_at=now()))
    end_all_sessions(user.id)
    note(user.id, "removed", actor.user_id)


def _open(login: str, _after: Values, actor: Actor) -> None:
    """In use again, by a new password: the old one may be why the account was closed."""
    user = _account(login, active=False)
    user.active, user.password_hash = True, hasher().hash(token())
    user.failures, user.locked_until = 0, None
    note(user.id, "joined", actor.user_id)
    db.session.flush()
    if user.email is not None:
        ask(user.email)


def _factor(login: str, _after: Values, _actor: Actor) -> None:
    user = _account(login, active=True)
    second_factor.remove(user.id)
    end_all_sessions(user.id)


#: kind → what it does with the login and the values it leads to.
APPLY: dict[str, Callable[[str, Values, Actor], None]] = {
    ACCOUNT_NEW: _new,
    ACCOUNT_ROLES: _roles,
    ACCOUNT_CLOSED: _close,
    ACCOUNT_OPEN: _open,
    ACCOUNT_FACTOR: _factor,
}
