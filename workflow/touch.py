"""The only writes a GET may make, in a transaction of their own: when a session was last seen, what was opened, bad guesses."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Executable, update

from workflow.clock import now
from workflow.db import db, writing
from workflow.models.user import UserSession

EVERY = timedelta(minutes=1)


def apart(*statements: Executable) -> list[Any]:
    """Carry out the statements in one transaction beside the page's own, which only reads; gives their results.

    When the page's own transaction writes on SQLite, they join it: there is one writer, and a second connection would wait
    for the first one of the same request.
    """
    if writing.get() and db.engine.dialect.name == "sqlite" and db.session().in_transaction():
        return [db.session.connection().execute(statement) for statement in statements]
    token = writing.set(True)
    try:
        with db.engine.begin() as connection:
            return [connection.execute(statement) for statement in statements]
    finally:
        writing.reset(token)


def seen(session_row: UserSession) -> None:
    """Note that the session is in use, if the last note is older than a minute."""
    at = now()
    if at - session_row.last_seen < EVERY:
        return
    row = UserSession.token_hash == session_row.token_hash
    apart(update(UserSession).where(row).values(last_seen=at))
