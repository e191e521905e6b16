"""Who looked at the full account numbers of a batch."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from workflow.clock import now
from workflow.db import db
from workflow.models.payment_line import AccountView
from workflow.models.user import User

#: How long numbers that somebody asked for stay readable on the page.
OPEN_FOR = timedelta(minutes=10)
SHOWN = 20


class Look(NamedTuple):
    """One look."""

    by: str
    kind: str
    purpose: str
    at: datetime


def looks(batch_id: int) -> Sequence[Look]:
    """The newest looks at a batch."""
    query = select(User.name, AccountView.kind, AccountView.purpose, AccountView.at)
    mine = query.join(User, User.id == AccountView.user_id).where(AccountView.batch_id == batch_id)
    return [Look._make(row) for row in db.session.execute(mine.order_by(AccountView.id.desc()).limit(SHOWN))]


def open_to(batch_id: int, user_id: int) -> bool:
    """Whether the person has asked for the numbers of this batch just now."""
    mine = (AccountView.batch_id == batch_id, AccountView.user_id == user_id, AccountView.kind == "page")
    query = select(AccountView.id).where(*mine, AccountView.at > now() - OPEN_FOR).limit(1)
    return db.session.scalar(query) is not None
