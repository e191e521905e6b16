"""The session's watch over the one door: a state that did not come through it is not written."""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from workflow.db import db
from workflow.models.case import Case


class StateWithoutRecordError(RuntimeError):
    """Somebody changed a case's state or version without going through this door."""


def bless(case: Case) -> None:
    """Let this state and version of the case be written in this transaction; only the door calls it."""
    db.session.info.setdefault("through_the_door", set()).add((id(case), case.version, case.state))


def refuse_unrecorded(session: Session, _context: object, _instances: Any) -> None:
    """Session listener: a changed state or version must have come through this door in this transaction."""
    blessed = session.info.get("through_the_door", set())
    for row in [*session.new, *session.dirty]:
        if not isinstance(row, Case):
            continue
        state = inspect(row)
        changed = (
            row in session.new or state.attrs.state.history.has_changes() or state.attrs.version.history.has_changes()
        )
        if changed and (id(row), row.version, row.state) not in blessed:
            raise StateWithoutRecordError(f"case {row.number}: state {row.state!r} was not set by advance()")


def forget_blessings(session: Session) -> None:
    """Session listener: what was allowed in one transaction is not allowed in the next."""
    session.info.pop("through_the_door", None)


def listen() -> None:
    """Attach the session listeners; called once when the application is made."""
    if not event.contains(Session, "before_flush", refuse_unrecorded):
        event.listen(Session, "before_flush", refuse_unrecorded)
        event.listen(Session, "after_commit", forget_blessings)
        event.listen(Session, "after_rollback", forget_blessings)
