"""The record of what changed about an account, written with the change."""

from workflow.clock import now
from workflow.db import db
from workflow.models.account import AccountEvent


def note(user_id: int, kind: str, by: int | None, **detail: object) -> None:
    """Write down that something (a word of `models.account.EVENTS`) was done to the account; `by` is None for the system."""
    db.session.add(AccountEvent(user_id=user_id, actor_id=by, kind=kind, detail=detail, at=now()))
