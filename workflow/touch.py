"""The only writes a GET may make: when a session was last seen, what was read. Each in a transaction of its own."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from workflow.clock import now
from workflow.db import db, writing
from workflow.models.message import MessageRead
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


def read(case_id: int, user_id: int, up_to: int) -> None:
    """Note that the person has read the messages of the case up to this one; it never goes back."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(MessageRead)
    new = insert.values(case_id=case_id, user_id=user_id, up_to=up_to, at=now())
    key = [MessageRead.case_id, MessageRead.user_id]
    later = new.on_conflict_do_update(
        index_elements=key,
        set_={"up_to": new.excluded.up_to, "at": new.excluded.at},
        where=MessageRead.up_to < new.excluded.up_to,
    )
    token = writing.set(True)
    try:
        with db.engine.begin() as connection:
            connection.execute(later)
    finally:
        writing.reset(token)
