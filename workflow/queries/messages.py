"""The messages of a case with their files, and what a person has read of them."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Select, select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Blob
from workflow.models.message import CaseMessage, MessageFile, MessageRead
from workflow.models.user import User

MOST = 200


class Said(NamedTuple):
    """A message with its author's name and duty group, and its files with what the scanner says of them."""

    message: CaseMessage
    author: str
    files: list[tuple[MessageFile, Blob]]


def thread(case_id: int, last: int | None = None) -> list[Said]:
    """The messages of a case, oldest first; `last`: only so many of the newest, never more than 200. Two statements."""
    query = select(CaseMessage, User.name).join(User, User.id == CaseMessage.author_id)
    newest = query.where(CaseMessage.case_id == case_id).order_by(CaseMessage.id.desc()).limit(last or MOST)
    rows = db.session.execute(newest).all()[::-1]
    files = _files([row[0].id for row in rows])
    return [Said(row[0], row[1], files.get(row[0].id, [])) for row in rows]


def _files(ids: Collection[int]) -> dict[int, list[tuple[MessageFile, Blob]]]:
    found: dict[int, list[tuple[MessageFile, Blob]]] = {}
    if ids:
        query = select(MessageFile, Blob).join(Blob, Blob.sha256 == MessageFile.sha256)
        query = query.where(MessageFile.message_id.in_(ids)).order_by(MessageFile.message_id, MessageFile.place)
        for row in db.session.execute(query):
            found.setdefault(row[0].message_id, []).append((row[0], row[1]))
    return found


def unread_from(case_id: int, user_id: int) -> int:
    """The id of the last message that the person has read; 0: none yet."""
    return (
        db.session.scalar(
            select(MessageRead.up_to).where(MessageRead.case_id == case_id, MessageRead.user_id == user_id)
        )
        or 0
    )


def file_of(ref: str) -> tuple[MessageFile, Blob, CaseMessage] | None:
    """A file by its reference, with its message; whether the person may have it is for the caller to ask."""
    query = (
        select(MessageFile, Blob, CaseMessage)
        .join(Blob, Blob.sha256 == MessageFile.sha256)
        .join(CaseMessage, CaseMessage.id == MessageFile.message_id)
        .where(MessageFile.ref == ref)
    )
    row = db.session.execute(query).first()
    return (row[0], row[1], row[2]) if row else None


def any_of(cases: Select[Case]) -> bool:
    """Whether the query finds a case."""
    return db.session.scalar(cases.with_only_columns(Case.id).limit(1)) is not None
