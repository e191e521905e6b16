"""What changed about an account lately."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.account import AccountEvent
from workflow.models.user import User

SHOWN = 10
#: A telephone number younger than this may have been registered for the sake of one call.
YOUNG = timedelta(days=90)


def newest(user_id: int) -> Sequence[AccountEvent]:
    """The newest changes, the last one first."""
    query = select(AccountEvent).where(AccountEvent.user_id == user_id).order_by(AccountEvent.id.desc())
    return db.session.scalars(query.limit(SHOWN)).all()


class EarlierPhone(NamedTuple):
    """A number that the enterprise was called at before, and when it was replaced."""

    phone: str
    at: datetime


def earlier_phone(enterprise_id: int, asked_at: datetime) -> EarlierPhone | None:
    """The oldest number that was replaced within the ninety days before a change of account was asked for."""
    query = (
        select(AccountEvent)
        .join(User, User.id == AccountEvent.user_id)
        .where(User.enterprise_id == enterprise_id, AccountEvent.kind == "contacts_changed")
        .where(AccountEvent.at > asked_at - YOUNG)
        .order_by(AccountEvent.id)
    )
    for row in db.session.scalars(query):
        before, after = row.detail.get("contact_phone", ("", ""))
        if before != after:
            return EarlierPhone(before, row.at)
    return None
