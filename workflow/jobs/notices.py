"""Passes the messages on that steps have written: as a letter, kept for the daily letter, or left in the application.

A message is a row first, so none is lost and none invents itself; what is passed on is written in the same transaction
as the note of it, so none is passed on twice.
"""

from sqlalchemy import select

from workflow.actions.mail import address_of, post
from workflow.actions.office_hours import next_open
from workflow.actions.one_by_one import one_by_one
from workflow.clock import now
from workflow.db import db
from workflow.jobs.notice_letter import about
from workflow.models.notice import Notice
from workflow.models.notice_choice import HeldNotice
from workflow.models.user import User
from workflow.queries.notice_topics import STATUTORY, choices, way_for

AT_ONCE = 50
#: What could not be passed on so often, by a mistake of ours, is read in the application and keeps the others waiting no more.
MOST_ATTEMPTS = 20
UNSENT = (Notice.sent_at.is_(None), Notice.attempts < MOST_ATTEMPTS)


def waiting() -> bool:
    """Whether any message waits to be passed on."""
    return db.session.scalar(select(Notice.id).where(*UNSENT).limit(1)) is not None


def send() -> int:
    """Pass on up to fifty messages; gives how many. Commits. Their rows are locked meanwhile."""
    query = (
        select(Notice, User)
        .join(User, User.id == Notice.user_id)
        .where(*UNSENT)
        .order_by(Notice.id)
        .limit(AT_ONCE)
        .with_for_update(of=Notice, skip_locked=True)
    )
    rows = db.session.execute(query).unique().all()
    chosen = choices({user.id for _notice, user in rows})
    for notice, _user in rows:
        notice.attempts += 1
    sent = one_by_one(
        "message",
        ((notice.id, (notice, user)) for notice, user in rows),
        lambda row: _pass_on(*row, way_for(row[0].kind, chosen[row[1].id])),
    )
    db.session.commit()
    return sent


def _pass_on(notice: Notice, user: User, way: str) -> bool:
    notice.sent_at = now()
    _tell(notice, user, way)
    return True


def _tell(notice: Notice, user: User, way: str) -> None:
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
