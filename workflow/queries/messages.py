"""The messages of a case, who waits for an answer, and until when one may write."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from states.names import State
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.filing import Blob
from workflow.models.message import BUREAU, ENTERPRISE, CaseMessage, MessageFile, MessageRead
from workflow.models.user import User

#: The applicant may write so long after the end of a case.
AFTERWARDS = timedelta(days=30)
FINAL = frozenset({State.PAID, State.REJECTED, State.WITHDRAWN})
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


def _unanswered() -> ColumnElement[bool]:
    later = aliased(CaseMessage)
    answer = select(later.id).where(
        later.case_id == CaseMessage.case_id, later.id > CaseMessage.id, later.side != CaseMessage.side
    )
    return and_(CaseMessage.asks_answer, ~answer.exists())


def awaiting(case_ids: Collection[int]) -> dict[int, str]:
    """Case → the side that waits for an answer, for those of these cases where one does. One statement for a whole page."""
    if not case_ids:
        return {}
    query = select(CaseMessage.case_id, CaseMessage.side).where(CaseMessage.case_id.in_(case_ids), _unanswered())
    return {row[0]: row[1] for row in db.session.execute(query.distinct())}


def asked_of(enterprise_id: int, limit: int = 20) -> Sequence[tuple[Case, CaseMessage]]:
    """The enterprise's cases in which the bureau waits for an answer, with the newest question, oldest question first."""
    asking = and_(CaseMessage.asks_answer, CaseMessage.side == BUREAU)
    query = (
        select(Case, CaseMessage)
        .join(Case, Case.id == CaseMessage.case_id)
        .where(CaseMessage.enterprise_id == enterprise_id, asking, _unanswered())
        .order_by(CaseMessage.id)
        .limit(limit)
    )
    newest = {row[0].id: (row[0], row[1]) for row in db.session.execute(query)}
    return list(newest.values())


def unread_from(case_id: int, user_id: int) -> int:
    """The id of the last message that the person has read; 0: none yet."""
    return db.session.scalar(
        select(MessageRead.up_to).where(MessageRead.case_id == case_id, MessageRead.user_id == user_id)
    ) or 0


def other(side: str) -> str:
    """The side that is spoken to."""
    return BUREAU if side == ENTERPRISE else ENTERPRISE


def closed_to_applicant(case: Case) -> bool:
    """Whether the end of the case lies more than 30 days back. One statement, and none while the case runs."""
    if case.state not in {*FINAL, State.REFERRED}:
        return False
    newest = db.session.get_one(Transition, (case.id, case.version))
    if case.state == State.REFERRED and newest.action != "record_referral_outcome":
        return False
    return now() - newest.at > AFTERWARDS


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
