"""Who is signed in, from the cookie's token."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow.clock import now
from workflow.db import db
from workflow.models.second_factor import SecondFactor
from workflow.models.user import User, UserSession


def user_of(token_hash: str) -> tuple[User, UserSession, bool] | None:
    """The person of a live session: not ended, not idle too long, not older than the absolute limit, account open.

    Last comes whether the person has a second factor.
    """
    at = now()
    query = (
        select(User, UserSession, SecondFactor.confirmed_at.is_not(None))
        .join(UserSession, UserSession.user_id == User.id)
        .outerjoin(SecondFactor, SecondFactor.user_id == User.id)
        .options(joinedload(User.roles))
        .where(
            UserSession.token_hash == token_hash,
            UserSession.ended_at.is_(None),
            UserSession.last_seen > at - timedelta(minutes=current_app.config["IDLE_MINUTES"]),
            UserSession.created_at > at - timedelta(hours=current_app.config["ABSOLUTE_HOURS"]),
            User.active,
        )
    )
    row = db.session.execute(query).unique().first()
    return (row[0], row[1], bool(row[2])) if row else None
