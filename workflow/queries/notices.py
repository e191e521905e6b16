"""A person's messages."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.notice import Notice
from workflow.queries.notice_topics import of_topic

SHOWN = 50


def unread_count(user_id: int, cap: int = 99) -> int:
    """How many messages the person has not read, counted up to `cap`."""
    unread = select(Notice.id).where(Notice.user_id == user_id, Notice.read_at.is_(None)).limit(cap).subquery()
    return db.session.scalar(select(func.count()).select_from(unread)) or 0


def newest(
    user_id: int, before: int | None = None, limit: int = SHOWN, topic: str | None = None
) -> Sequence[Row[Notice, Case]]:
    """The person's messages with their cases, if they are about one, newest first; those of one group if it is named.

    `before` continues after the message with that id.
    """
    query = select(Notice, Case).outerjoin(Case, Case.id == Notice.case_id).where(Notice.user_id == user_id)
    if topic is not None:
        query = query.where(of_topic(topic))
    if before is not None:
        query = query.where(Notice.id < before)
    return db.session.execute(query.order_by(Notice.id.desc()).limit(limit)).all()
