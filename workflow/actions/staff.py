"""Accounts of the bureau, kept by the administrator. Power over decisions, money or accounts takes a second person.

Nobody chooses another's password: a new account gets a letter with an address to set one. The caller commits.
"""

from collections.abc import Collection

from sqlalchemy import select

from states.dossier import Actor
from states.duty_groups import DUTY_GROUPS
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions import admin
from workflow.actions import admin_refusals as why
from workflow.actions.identity import has_second_factor
from workflow.actions.reasons import reasoned
from workflow.actions.registration import is_taken
from workflow.actions.staff_apply import APPLY
from workflow.db import db
from workflow.models.admin_change import ACCOUNT_FACTOR, ACCOUNT_NEW, ACCOUNT_OPEN, ACCOUNT_ROLES
from workflow.models.admin_event import ACCOUNT_CLOSED
from workflow.models.user import User
from workflow.queries.staff import holders, one

KEEP = Say("管理账号", "Keep accounts")
#: Groups whose power one administrator alone cannot give.
SECOND_PERSON = frozenset({"decision", "finance", "administration"})
GROUPS = tuple(group for group in DUTY_GROUPS if group != "enterprise")
#: Roles that somebody must hold at any time.
NEEDED = ("administrator", "supervisor")


def _administrator(actor: Actor) -> None:
    if Role.ADMINISTRATOR not in actor.roles:
        raise Refused((wrong_role(KEEP, (Role.ADMINISTRATOR,)),))


def _fitting(group: str, roles: Collection[str]) -> list[str]:
    if group not in GROUPS or not roles or not set(roles) <= set(DUTY_GROUPS[group]):
        raise Refused((why.GROUP,))
    return sorted(set(roles))


def _known(login: str, *, active: bool = True) -> User:
    user = one(login, for_change=True)
    if user is None:
        raise Refused((why.NOT_STAFF,))
    if user.active != active:
        raise Refused((why.CLOSED_ACCOUNT if active else why.IN_USE,))
    return user


def _change(
    kind: str, user: User, before: dict[str, object], after: dict[str, object], reason: str, who: Actor
) -> bool:
    """Do it, or propose it where the account's group needs a second person; gives whether it is done."""
    if user.duty_group in SECOND_PERSON:
        admin.propose(kind, user.login, before, after, reason, who)
        return False
    APPLY[kind](user.login, after, who)
    admin.done(kind, user.login, who, before=before, after=after, reason=reasoned(reason))
    return True


def create(login: str, name: str, email: str, group: str, roles: Collection[str], reason: str, actor: Actor) -> bool:
    """A new account, or the proposal of one; gives whether it is open. Raises Refused."""
    _administrator(actor)
    after: dict[str, object] = {"name": name, "email": email, "group": group, "roles": _fitting(group, roles)}
    if is_taken(email) or is_taken(login):
        raise Refused((why.TAKEN,))
    return _change(ACCOUNT_NEW, User(login=login, duty_group=group), {}, after, reason, actor)


def change_roles(login: str, roles: Collection[str], reason: str, actor: Actor) -> bool:
    """Other roles inside the duty group of the account; gives whether it is done. Raises Refused."""
    _administrator(actor)
    held = _keepers()
    user = _known(login)
    before, after = sorted(row.role for row in user.roles), _fitting(user.duty_group, roles)
    if before == after:
        raise Refused((why.NOTHING,))
    _somebody_left(user, set(before) - set(after), held)
    return _change(ACCOUNT_ROLES, user, {"roles": before}, {"roles": after}, reason, actor)


def close(login: str, reason: str, actor: Actor) -> User:
    """Close an account at once: its sessions end, what the person did stays. Raises Refused."""
    _administrator(actor)
    held = _keepers()
    user = _known(login)
    if user.id == actor.user_id:
        raise Refused((why.MYSELF,))
    _somebody_left(user, {row.role for row in user.roles}, held)
    APPLY[ACCOUNT_CLOSED](login, {}, actor)
    admin.done(ACCOUNT_CLOSED, login, actor, reason=reasoned(reason))
    return user


def reopen(login: str, reason: str, actor: Actor) -> bool:
    """A closed account can be used again, by a new password; gives whether it is done. Raises Refused."""
    _administrator(actor)
    user = _known(login, active=False)
    return _change(ACCOUNT_OPEN, user, {"active": False}, {"active": True}, reason, actor)


def reset_factor(login: str, reason: str, actor: Actor) -> bool:
    """Take off the second factor of who lost the telephone and the codes; gives whether it is done. Raises Refused."""
    _administrator(actor)
    user = _known(login)
    if not has_second_factor(user.id):
        raise Refused((why.NO_FACTOR,))
    return _change(ACCOUNT_FACTOR, user, {"second_factor": True}, {"second_factor": False}, reason, actor)


def _keepers() -> dict[str, set[int]]:
    """Who holds each needed role, locked in one order: two that close each other's accounts at one moment take turns."""
    found = {}
    for role in NEEDED:
        query = select(User.id).where(holders(role)).order_by(User.id).with_for_update(key_share=True, of=User)
        found[role] = set(db.session.scalars(query))
    return found


def _somebody_left(user: User, lost: Collection[str], held: dict[str, set[int]]) -> None:
    if any(role in lost and held[role] <= {user.id} for role in NEEDED):
        raise Refused((why.LAST,))
