"""An enterprise registers itself: one per credit code, with the person who does it as its owner."""

from typing import NamedTuple

from sqlalchemy import select

from workflow.actions import search_rows
from workflow.actions.account_log import note
from workflow.actions.identity import hasher
from workflow.actions.relation import keep
from workflow.clock import now
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.user import User, UserRole
from workflow.pinyin import sort_key


class Firm(NamedTuple):
    """What an enterprise says of itself; the account holder is always the enterprise."""

    uscc: str
    name: str
    address: str
    legal_representative: str
    contact_name: str
    contact_phone: str
    bank_name: str
    bank_account: str


def is_known(uscc: str) -> bool:
    """Whether an enterprise with this credit code has an account already."""
    return db.session.scalar(select(Enterprise.id).where(Enterprise.uscc == uscc)) is not None


def is_taken(email: str) -> bool:
    """Whether somebody signs in with this mail address already."""
    taken = (User.email == email) | (User.login == email)
    return db.session.scalar(select(User.id).where(taken).limit(1)) is not None


def register(firm: Firm, email: str, password: str) -> User:
    """Make the enterprise and its owner. Of two at the same moment the database refuses one (IntegrityError)."""
    at = now()
    enterprise = Enterprise(**firm._asdict(), sort_key=sort_key(firm.name), account_holder=firm.name, created_at=at)
    db.session.add(enterprise)
    db.session.flush()
    search_rows.keep_firm(enterprise)
    keep(enterprise.id)
    owner = new_user(enterprise.id, firm.contact_name, email, password)
    owner.is_owner = True
    db.session.flush()
    note(owner.id, "registered", owner.id, uscc=firm.uscc)
    return owner


def new_user(enterprise_id: int, name: str, email: str, password: str) -> User:
    """An account of an enterprise: it signs in with its mail address."""
    user = User(
        login=email,
        email=email,
        name=name,
        password_hash=hasher().hash(password),
        duty_group="enterprise",
        enterprise_id=enterprise_id,
        created_at=now(),
    )
    user.roles = [UserRole(role="applicant", duty_group="enterprise")]
    db.session.add(user)
    db.session.flush()
    return user
