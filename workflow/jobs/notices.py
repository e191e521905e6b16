"""Passes the messages on that steps have written: as a letter, kept for the daily letter, or left in the application.

A message is a row first, so none is lost and none invents itself; what is passed on is written in the same transaction
as the note of it, so none is passed on twice.
"""

from sqlalchemy import select

from workflow.actions.mail import address_of, post
from workflow.actions.office_hours import next_open
from workflow.clock import now
from workflow.db import db
from workflow.jobs.notice_letter import about
from workflow.models.notice import Notice
from workflow.models.notice_choice import HeldNotice
from workflow.models.user import User
from workflow.queries.notice_topics import STATUTORY, choices, way_for

AT_ONCE = 50


def waiting() -> bool:
    """Whether any message waits to be passed on."""
    return db.session.scalar(select(Notice.id).where(Notice.sent_at.is_(None)).limit(1)) is not None


def send() -> int:
    """Pass on up to fifty messages; gives how many. Commits. Their rows are locked meanwhile."""
    query = (
        select(Notice, User)
        .join(User, User.id == Notice.user_id)
        .where(Notice.sent_at.is_(None))
        .order_by(Notice.id)
        .limit(AT_ONCE)
        .with_for_update(of=Notice, skip_locked=True)
    )
    rows = db.session.execute(query).unique().all()
    chosen = choices({user.id for _notice, user in rows})
    for notice, user in rows:
        _pass_on(notice, user, way_for(notice.kind, chosen[user.id]))
        notice.attempts += 1
        notice.sent_at = now()
    db.session.commit()
    return len(rows)


def _pass_on(notice: Notice, user: User, way: str) -> None:
    address = address_of(user)
    if way == "here" or address is None:
        return
    if way == "daily":
        db.session.add(HeldNotice(notice_id=notice.id, user_id=user.id, day=None))
        return
    at = now()
    not_before = at if notice.kind in STATUTORY else next_open(at)
    subject, body = about(notice, user)
    post(address, subject, body, f"notice-{notice.id}", not_before=not_before)
