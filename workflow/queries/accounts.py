"""Accounts of an enterprise, and letters that let people in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from workflow.clock import now
from workflow.db import db
from workflow.models.account import Invitation, PasswordReset
from workflow.models.enterprise import Enterprise
from workflow.models.user import User, UserSession

COLLEAGUES = 200


def colleagues(enterprise_id: int) -> Sequence[User]:
    """Everybody who works for the enterprise, the owner first."""
    query = select(User).where(User.enterprise_id == enterprise_id, User.active).order_by(User.is_owner.desc(), User.id)
    return db.session.scalars(query.options(joinedload(User.enterprise)).limit(COLLEAGUES)).all()


def last_seen(user_ids: Sequence[int]) -> dict[int, datetime]:
    """User id → when a session of the person was last in use."""
    last = func.max(UserSession.last_seen).label("last")
    query = select(UserSession.user_id, last).where(UserSession.user_id.in_(user_ids)).group_by(UserSession.user_id)
    return {row.user_id: row.last for row in db.session.execute(query)}


def colleague_with(enterprise_id: int, email: str) -> User | None:
    """The person of the enterprise with that mail address."""
    return db.session.scalar(select(User).where(User.enterprise_id == enterprise_id, User.email == email))


def open_invitations(enterprise_id: int) -> Sequence[Invitation]:
    """Letters that nobody has used yet, those that are too old included, the newest first."""
    query = select(Invitation).where(
        Invitation.enterprise_id == enterprise_id, Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None)
    )
    return db.session.scalars(query.order_by(Invitation.id.desc()).limit(COLLEAGUES)).all()


def invitation_of(token_hash: str) -> tuple[Invitation, str] | None:
    """A letter that still works, with the name of the enterprise."""
    query = (
        select(Invitation, Enterprise.name)
        .join(Enterprise, Enterprise.id == Invitation.enterprise_id)
        .where(Invitation.token_hash == token_hash, Invitation.expires_at > now())
        .where(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    )
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


def reset_is_for_staff(token_hash: str) -> bool | None:
    """Whether the address in a letter about a forgotten password is for one of the bureau; None when it works no more."""
    query = select(User.duty_group).join(PasswordReset, PasswordReset.user_id == User.id)
    valid = (PasswordReset.token_hash == token_hash) & PasswordReset.used_at.is_(None) & User.active
    group = db.session.scalar(query.where(valid, PasswordReset.expires_at > now()))
    return None if group is None else group != "enterprise"


def by_login(login: str) -> User | None:
    """The person who signs in under that name, whatever its capitals."""
    return db.session.scalar(select(User).where(User.login == login.strip().lower()))
