"""A form acts once. Its key is written in the transaction of its change; a second click finds the first result.

No SELECT before the INSERT: the database decides who was first (ON CONFLICT DO NOTHING).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from workflow.clock import now
from workflow.db import db
from workflow.models.case import SubmissionKey

IGNORED = {"csrf_token", "submission_key"}


@dataclass
class AlreadyDoneError(Exception):
    """The same form with the same content was sent before; `result_url` is where the first one led."""

    result_url: str


class KeyReusedError(Exception):
    """The same form was sent before with other content: nobody can know which one was meant."""


def body_hash(fields: Iterable[tuple[str, list[str]]]) -> str:
    """SHA-256 of a form's fields, without its tokens."""
    content = sorted((name, values) for name, values in fields if name not in IGNORED)
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def claim(user_id: int, route: str, key: str, body: str) -> None:
    """Take the form's key for this transaction. Raises AlreadyDoneError or KeyReusedError when it was taken before."""
    values = {"user_id": user_id, "route": route, "key": key, "body_hash": body, "result_url": "", "at": now()}
    insert_or_nothing = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(SubmissionKey)
    done = db.session.execute(insert_or_nothing.values(values).on_conflict_do_nothing().returning(SubmissionKey.key))
    if done.first() is not None:
        return
    first = db.session.get_one(SubmissionKey, (user_id, route, key))
    if first.body_hash != body:
        raise KeyReusedError
    raise AlreadyDoneError(first.result_url)


def remember(user_id: int, route: str, key: str, result_url: str) -> None:
    """Note where the form led, in the same transaction."""
    row = (SubmissionKey.user_id == user_id) & (SubmissionKey.route == route) & (SubmissionKey.key == key)
    db.session.execute(update(SubmissionKey).where(row).values(result_url=result_url[:200]))
