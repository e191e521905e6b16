"""Reminds those who subscribed: a call opens, it closes in seven working days, in two. Each once."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import exists, select

from workflow.actions.caps import insert_if_absent
from workflow.actions.mail import post
from workflow.actions.notify import Message, tell
from workflow.actions.office_hours import next_open
from workflow.actions.one_by_one import one_by_one
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
            after = 0
            while rows := _part(call, kind, after):
                after = rows[-1].id
                written += one_by_one(
                    f"reminder of call {call.id} to subscription",
                    ((row.id, row) for row in rows),
                    partial(_remind, call=call, kind=kind, left=left),
                )
                db.session.commit()
    db.session.rollback()
    return written


def _kinds(left: int) -> list[str]:
    """What there is to say of an open call with so many working days left."""
    closing = ["in_2_days"] if left <= LATE else ["in_7_days"] if left <= EARLY else []
    return closing or ["opens"]


def _part(call: Call, kind: str, after: int) -> Sequence[Subscription]:
    """Up to two hundred readers who were not told this yet, in the order of their ids."""
    told = exists().where(
        CallReminder.subscription_id == Subscription.id, CallReminder.call_id == call.id, CallReminder.kind == kind
    )
    query = select(Subscription).where(
        Subscription.item == call.item, Subscription.confirmed_at.is_not(None), Subscription.ended_at.is_(None), ~told
    )
    if kind == "opens":  # who subscribes to an open call knows that it is open
        query = query.where(Subscription.confirmed_at < call.opens_at)
    return db.session.scalars(query.where(Subscription.id > after).order_by(Subscription.id).limit(AT_ONCE)).all()


def _remind(row: Subscription, call: Call, kind: str, left: int) -> bool:
    """Note the reminder and write it, unless somebody else did."""
    if not insert_if_absent(CallReminder, subscription_id=row.id, call_id=call.id, kind=kind, at=now()):
        return False
    _tell(row, call, kind, left)
    return True


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
