"""Signing in and out: passwords by argon2, sessions as rows, a lock after five failures."""

import hashlib
import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import current_app
from sqlalchemy import select, update

from workflow.clock import now
from workflow.db import db
from workflow.models.user import User, UserSession

FAILURES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=15)


def hasher() -> PasswordHasher:
    """Argon2id with the memory of this installation (KiB); tests use less."""
    return PasswordHasher(time_cost=2, memory_cost=current_app.config["HASH_MEMORY_KIB"], parallelism=1)


def token_hash(token: str) -> str:
    """What the session row holds of the cookie's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_password(login: str, password: str) -> User | None:
    """The person, if login and password fit and the account is neither closed nor locked; counts failures.

    A login that does not exist costs the same time: its password is compared with a fresh hash of nothing useful.
    """
    user = db.session.scalar(select(User).where(User.login == login.strip().lower()).with_for_update(of=User))
    stored = user.password_hash if user else current_app.config["DECOY_HASH"]
    fits = _fits(stored, password)
    if user is None:
        return None
    at = now()
    locked = user.locked_until is not None and user.locked_until > at
    if not fits and not locked:
        user.failures += 1
        if user.failures >= FAILURES_BEFORE_LOCK:
            user.locked_until, user.failures = at + LOCK, 0
    if not fits or locked or not user.active:
        return None
    user.failures, user.locked_until = 0, None
    return user


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


def end_all_sessions(user_id: int) -> None:
    """End every session of a person: after a changed role or password, or when the account is closed."""
    row = UserSession.user_id == user_id
    db.session.execute(update(UserSession).where(row, UserSession.ended_at.is_(None)).values(ended_at=now()))
