"""Reminds those who subscribed: a call opens, it closes in seven working days, in two. Each once."""

from sqlalchemy import exists, select
from sqlalchemy.dialects import postgresql, sqlite

from workflow.actions.mail import post
from workflow.actions.notify import Message, tell
from workflow.actions.office_hours import next_open
from workflow.actions.subscription import token
from workflow.clock import business_date, now
from workflow.db import db
from workflow.links import absolute
from workflow.models.call import Call
from workflow.models.subscription import CallReminder, Subscription
from workflow.queries.calendar import calendar
from workflow.subscription_words import reminder, said

AT_ONCE = 200
EARLY, LATE = 7, 2


def remind() -> int:
    """Write every reminder that is right now; gives how many. Commits part by part."""
    at, days = now(), calendar()
    query = select(Call).where(Call.opens_at <= at, Call.new_until > at).order_by(Call.id)
    calls = db.session.scalars(query).all()
    written = 0
    for call in calls:
        left = days.left(business_date(at), business_date(call.new_until))
        for kind in _kinds(left):
            while given := _part(call, kind, left):
                written += given
    db.session.rollback()
    return written


def _kinds(left: int) -> list[str]:
    """What there is to say of an open call with so many working days left."""
    closing = ["in_2_days"] if left <= LATE else ["in_7_days"] if left <= EARLY else []
    return closing or ["opens"]


def _part(call: Call, kind: str, left: int) -> int:
    """Up to two hundred readers who were not told this yet."""
    told = exists().where(
        CallReminder.subscription_id == Subscription.id, CallReminder.call_id == call.id, CallReminder.kind == kind
    )
    query = select(Subscription).where(
        Subscription.item == call.item, Subscription.confirmed_at.is_not(None), Subscription.ended_at.is_(None), ~told
    )
    if kind == "opens":  # who subscribes to an open call knows that it is open
        query = query.where(Subscription.confirmed_at < call.opens_at)
    rows = db.session.scalars(query.order_by(Subscription.id).limit(AT_ONCE)).all()
    given = [row for row in rows if _first(row, call, kind)]
    for row in given:
        _tell(row, call, kind, left)
    db.session.commit()
    return len(given)


def _first(row: Subscription, call: Call, kind: str) -> bool:
    """Note the reminder; whether nobody else did."""
    make = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    note = make(CallReminder).values(subscription_id=row.id, call_id=call.id, kind=kind, at=now())
    noted = note.on_conflict_do_nothing().returning(CallReminder.kind)
    return db.session.execute(noted).first() is not None


def _tell(row: Subscription, call: Call, kind: str, left: int) -> None:
    """A message to a person of the system, a letter to an address."""
    if row.user_id is not None:
        name = "call_opens" if kind == "opens" else "call_closes"
        tell(None, [row.user_id], Message(name, *said(call, kind, left)))
        return
    assert row.address is not None
    stop = absolute("subscriptions.end", link=token(row))
    subject, body = reminder(row, call, kind, left, stop)
    key = f"call-{call.id}-{kind}-{row.id}"
    post(row.address, subject, body, key, not_before=next_open(now()), unsubscribe=stop)
