"""Signing in and out: passwords by argon2, sessions as rows, a lock after five failures of password or code."""

import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import current_app
from sqlalchemy import or_, select, update

from workflow.actions.secrets import digest
from workflow.clock import now
from workflow.db import db
from workflow.models.second_factor import SecondFactor
from workflow.models.user import User, UserSession

FAILURES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=15)


def hasher() -> PasswordHasher:
    """Argon2id with the memory of this installation (KiB); tests use less."""
    return PasswordHasher(time_cost=2, memory_cost=current_app.config["HASH_MEMORY_KIB"], parallelism=1)


def token_hash(token: str) -> str:
    """What the session row holds of the cookie's token."""
    return digest(token)


def check_password(login: str, password: str) -> User | None:
    """The person, if login (or mail address) and password fit and the account is neither closed nor locked; counts failures.

    A login that does not exist costs the same time: its password is compared with a fresh hash of nothing useful.
    Whoever has a second factor is not in yet, and earlier failures stay counted until it fits too (`let_in`).
    """
    name = login.strip().lower()
    known = or_(User.login == name, User.email == name)
    user = db.session.scalar(
        select(User).where(known).order_by(User.login != name).limit(1).with_for_update(key_share=True, of=User)
    )
    fits = _fits(user.password_hash if user else current_app.config["DECOY_HASH"], password)
    if user is None:
        return None
    if not fits:
        failed(user)
    return user if fits and user.active and not locked(user) else None


def is_own(user_id: int, password: str) -> User | None:
    """The account, locked until the commit, if the password fits it: asked again before something that matters."""
    user = db.session.scalars(select(User).where(User.id == user_id).with_for_update(key_share=True, of=User)).one()
    return user if _fits(user.password_hash, password) and not locked(user) else None


def count_failure(user_id: int) -> None:
    """Count a wrong answer of who is signed in already."""
    failed(db.session.scalars(select(User).where(User.id == user_id).with_for_update(key_share=True, of=User)).one())


def locked(user: User) -> bool:
    """Whether the account takes nothing now, right or wrong."""
    return user.locked_until is not None and user.locked_until > now()


def failed(user: User) -> None:
    """Count a wrong password or code; the fifth locks the account for a quarter of an hour."""
    if locked(user):
        return
    user.failures += 1
    if user.failures >= FAILURES_BEFORE_LOCK:
        user.locked_until, user.failures = now() + LOCK, 0


def has_second_factor(user_id: int) -> bool:
    """Whether the account asks for a code after the password."""
    mine = (SecondFactor.user_id == user_id) & SecondFactor.confirmed_at.is_not(None)
    return db.session.scalar(select(SecondFactor.user_id).where(mine)) is not None


def let_in(user: User) -> str:
    """Everything fits: forget earlier failures, open a session, and give the token for the cookie."""
    user.failures, user.locked_until = 0, None
    return start_session(user)


def _fits(stored: str, password: str) -> bool:
    try:
        return bool(hasher().verify(stored, password))
    except VerificationError:
        return False


def start_session(user: User) -> str:
    """Open a session row and return the token for the cookie."""
    token = secrets.token_urlsafe(32)
    at = now()
    db.session.add(UserSession(token_hash=token_hash(token), user_id=user.id, created_at=at, last_seen=at))
    return token


def end_session(token: str) -> None:
    """End one session; the cookie is worthless from now on."""
    row = UserSession.token_hash == token_hash(token)
    db.session.execute(update(UserSession).where(row, UserSession.ended_at.is_(None)).values(ended_at=now()))


def end_all_sessions(user_id: int, *, keep: str | None = None) -> None:
    """End every session of a person but the one of the cookie `keep`: after a changed role or password, or a removal."""
    row = (UserSession.user_id == user_id) & UserSession.ended_at.is_(None)
    if keep is not None:
        row &= UserSession.token_hash != token_hash(keep)
    db.session.execute(update(UserSession).where(row).values(ended_at=now()))
