"""A person's messages."""

from collections.abc import Sequence

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.notice import Notice


def unread_count(user_id: int, cap: int = 99) -> int:
    """How many messages the person has not read, counted up to `cap`."""
    newest = select(Notice.id).where(Notice.user_id == user_id, Notice.read_at.is_(None)).limit(cap).subquery()
    return db.session.scalar(select(func.count()).select_from(newest)) or 0


def newest(user_id: int, limit: int = 50) -> Sequence[Notice]:
    """The person's newest messages first."""
    query = select(Notice).where(Notice.user_id == user_id).order_by(Notice.id.desc()).limit(limit)
    return db.session.scalars(query).all()
