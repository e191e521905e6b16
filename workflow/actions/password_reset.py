"""A way back for who forgot the password. What is answered, and how long it takes, never tells who has an account."""

from datetime import timedelta

from sqlalchemy import select, update

from states.lifecycle import Refused
from workflow.account_refusals import RESET_OVER
from workflow.actions import account_letters
from workflow.actions.account_log import note
from workflow.actions.password import set_password
from workflow.actions.secrets import digest, token
from workflow.clock import now
from workflow.db import db
from workflow.links import absolute
from workflow.models.account import PasswordReset
from workflow.models.user import User

VALID = timedelta(hours=1)


def ask(email: str) -> None:
    """Write a letter if somebody active has the address. For a stranger the same is written, and taken back."""
    user = db.session.scalar(select(User.id).where(User.email == email, User.active))
    anybody = db.session.scalars(select(User.id).order_by(User.id).limit(1)).one()
    somebody = user or anybody
    with db.session.begin_nested() as attempt:
        at, secret = now(), token()
        row = PasswordReset(user_id=somebody, token_hash=digest(secret), created_at=at, expires_at=at + VALID)
        db.session.add(row)
        db.session.flush()
        account_letters.password_reset(email, f"password-reset:{row.id}", absolute("password_reset.form", reset=secret))
        note(somebody, "password_asked", None)
        db.session.flush()
        if user is None:
            attempt.rollback()


def use(secret: str, password: str) -> User:
    """Set a new password with the token of a letter, once; every session ends. Raises Refused."""
    valid = (PasswordReset.token_hash == digest(secret)) & PasswordReset.used_at.is_(None)
    row = db.session.scalar(select(PasswordReset).where(valid, PasswordReset.expires_at > now()).with_for_update())
    user = db.session.get(User, row.user_id, with_for_update={"of": User, "key_share": True}) if row else None
    if row is None or user is None or not user.active:
        raise Refused((RESET_OVER,))
    others = update(PasswordReset).where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
    db.session.execute(others.values(used_at=now()))
    set_password(user, password)
    return user
