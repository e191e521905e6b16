"""Noting what a person has read: a page that shows messages changes nothing else, who writes has read what was before."""

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite

from workflow import touch
from workflow.clock import now
from workflow.db import db
from workflow.models.message import MessageRead


def note_read(case_id: int, user_id: int, up_to: int) -> None:
    """Note, apart from the page's own transaction, that the person has read the messages of the case up to this one."""
    touch.apart(reading(case_id, user_id, up_to))


def reading(case_id: int, user_id: int, up_to: int) -> Insert:
    """The statement that notes it; a mark never goes back."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(MessageRead)
    new = insert.values(case_id=case_id, user_id=user_id, up_to=up_to, at=now())
    return new.on_conflict_do_update(
        index_elements=[MessageRead.case_id, MessageRead.user_id],
        set_={"up_to": new.excluded.up_to, "at": new.excluded.at},
        where=MessageRead.up_to < new.excluded.up_to,
    )
