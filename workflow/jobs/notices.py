"""Sends the messages that steps have written; a message is a row first, so none is lost and none invents itself."""

import logging

from sqlalchemy import select, update

from workflow.clock import now
from workflow.db import db
from workflow.jobs.mail import post
from workflow.models.notice import Notice
from workflow.models.user import User

AT_ONCE = 50
MOST_ATTEMPTS = 10

log = logging.getLogger(__name__)


def waiting() -> bool:
    """Whether any message waits to be sent."""
    query = select(Notice.id).where(Notice.sent_at.is_(None), Notice.attempts < MOST_ATTEMPTS).limit(1)
    return db.session.scalar(query) is not None


def send() -> int:
    """Send up to fifty waiting messages and note them as sent; gives how many. Commits.

    Their rows are locked meanwhile, so that two workers never send the same one. A message that cannot be sent is tried
    again later, up to ten times, and does not hold up the others.
    """
    query = (
        select(Notice, User)
        .join(User, User.id == Notice.user_id)
        .where(Notice.sent_at.is_(None), Notice.attempts < MOST_ATTEMPTS)
        .order_by(Notice.attempts, Notice.id)
        .limit(AT_ONCE)
        .with_for_update(of=Notice, skip_locked=True)
    )
    sent = []
    for notice, user in db.session.execute(query).unique().all():
        notice.attempts += 1
        try:
            post(notice, user)
        except OSError:
            log.exception("message %s could not be sent", notice.id)
        else:
            sent.append(notice.id)
    db.session.flush()
    db.session.execute(update(Notice).where(Notice.id.in_(sent)).values(sent_at=now()))
    db.session.commit()
    return len(sent)
