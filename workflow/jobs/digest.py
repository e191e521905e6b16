"""The daily letter: at nine on working days, one to each person for whom messages wait."""

from datetime import date, time

from sqlalchemy import delete, exists, select, update

from workflow.actions.mail import address_of, post
from workflow.actions.one_by_one import one_by_one
from workflow.clock import SHANGHAI, now
from workflow.db import db
from workflow.jobs.notice_letter import daily
from workflow.models.notice import Notice
from workflow.models.notice_choice import Digest, HeldNotice
from workflow.models.user import User
from workflow.queries.calendar import calendar

AT = time(9)
#: One letter tells of so many messages at most; the rest stands in the next one.
MOST = 200


def send() -> int:
    """Write the daily letters of today that are not written yet; gives how many. Commits each by itself."""
    local = now().astimezone(SHANGHAI)
    today = local.date()
    if local.time() < AT or not calendar().is_workday(today):
        return 0
    done = exists().where(Digest.user_id == HeldNotice.user_id, Digest.day == today)
    query = select(HeldNotice.user_id).distinct().where(HeldNotice.day.is_(None), ~done)
    ids = db.session.scalars(query.order_by(HeldNotice.user_id)).all()
    db.session.rollback()
    return one_by_one("daily letter to user", zip(ids, ids, strict=True), lambda one: _write(one, today), commit=True)


def _write(user_id: int, today: date) -> bool:
    """One person's letter; the row of the day keeps a second worker from writing another."""
    user = (
        db.session.scalars(select(User).where(User.id == user_id).with_for_update(key_share=True, of=User))
        .unique()
        .one()
    )
    if db.session.get(Digest, (user_id, today)) is not None:
        return False
    query = select(Notice).join(HeldNotice, HeldNotice.notice_id == Notice.id)
    query = query.where(HeldNotice.user_id == user_id, HeldNotice.day.is_(None)).order_by(Notice.id).limit(MOST)
    notices = db.session.scalars(query).all()
    fresh = [notice for notice in notices if notice.read_at is None]
    address = address_of(user)
    told = [notice.id for notice in fresh] if address else []
    stale = {notice.id for notice in notices} - set(told)  # read meanwhile, or nobody to write to
    db.session.execute(delete(HeldNotice).where(HeldNotice.notice_id.in_(stale)))
    if address and told:
        db.session.add(Digest(user_id=user_id, day=today, at=now()))
        db.session.flush()
        db.session.execute(update(HeldNotice).where(HeldNotice.notice_id.in_(told)).values(day=today))
        post(address, *daily(fresh, user), f"digest-{user_id}-{today}")
    return bool(address and told)
