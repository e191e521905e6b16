"""What changed about an account lately."""

from collections.abc import Sequence

from sqlalchemy import select

from workflow.db import db
from workflow.models.account import AccountEvent

SHOWN = 10


def newest(user_id: int) -> Sequence[AccountEvent]:
    """The newest changes, the last one first."""
    query = select(AccountEvent).where(AccountEvent.user_id == user_id).order_by(AccountEvent.id.desc())
    return db.session.scalars(query.limit(SHOWN)).all()
