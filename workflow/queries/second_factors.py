"""A person's second factor as the page about it shows it."""

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.second_factor import RecoveryCode, SecondFactor


def second_factor_of(user_id: int) -> SecondFactor | None:
    """The person's secret, confirmed or not."""
    return db.session.get(SecondFactor, user_id)


def codes_left(user_id: int) -> int:
    """How many recovery codes still work."""
    unused = (RecoveryCode.user_id == user_id) & RecoveryCode.used_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(unused)) or 0
