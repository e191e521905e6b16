"""The only writes a GET may make: when a session was last seen. In a transaction of its own, at most once a minute."""

from datetime import timedelta

from sqlalchemy import update

from workflow.clock import now
from workflow.db import db, writing
from workflow.models.user import UserSession

EVERY = timedelta(minutes=1)


def seen(session_row: UserSession) -> None:
    """Note that the session is in use, if the last note is older than a minute."""
    at = now()
    if at - session_row.last_seen < EVERY:
        return
    token = writing.set(True)
    try:
        with db.engine.begin() as connection:
            row = UserSession.token_hash == session_row.token_hash
            connection.execute(update(UserSession).where(row).values(last_seen=at))
    finally:
        writing.reset(token)
