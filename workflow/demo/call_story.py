"""Calls of the demo in every state, with guides; who subscribed to them, and how some want to hear of news."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from workflow.actions import subscription
from workflow.actions.preferences import choose
from workflow.clock import SHANGHAI, business_date, now, told
from workflow.db import db
from workflow.demo.guides import guide
from workflow.demo.play import actor
from workflow.demo.telling import workday
from workflow.demo.world import open_call
from workflow.models.call import Call
from workflow.models.subscription import Subscription
from workflow.queries.calendar import calendar

CLOSE = time(18)
#: Item → working days until its call closes.
SOON = {"9": 2, "11": 6}
#: Item → days since its call closed, days until the next one opens (None: not known yet).
CLOSED = {"13": (30, None), "16": (12, 40)}
COMING = {"17": 20}
READERS = (("lanxi", "5"), ("lanxi", "11"), ("yanbei", "4"), ("yanbei", "17"), ("xingwan", "9"), ("qinglan", "13"))
ADDRESSES = (("caiwu@yunzhou-mems.example", "9", True), ("office@hengce.example", "11", True),
             ("hr@qiming.example", "14", False))  # fmt: skip


def tell() -> None:
    """Move the calls, write their guides, subscribe. Commits."""
    today = business_date()
    for call in db.session.scalars(select(Call).order_by(Call.id)).all():
        call.guide_zh, call.guide_en = guide(call.item)
        call.project_from = call.project_until = call.year if call.item == "14" else call.year - 1
    for call in db.session.scalars(select(Call).where(Call.new_until > now()).order_by(Call.id)).all():
        _move(call)
    for item, (_since, ahead) in CLOSED.items():
        if ahead is not None:
            opens = _at(today + timedelta(days=ahead), time(9))
            until = _at(today + timedelta(days=ahead + 60), CLOSE)
            _write(open_call(item, opens_at=opens, new_until=until, batch=2))
    with told(datetime.combine(workday(20), time(14, 5), SHANGHAI)):
        _subscribe()
    db.session.commit()


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, SHANGHAI)


def _write(call: Call) -> None:
    call.guide_zh, call.guide_en = guide(call.item)
    call.project_from = call.project_until = call.year


def _move(call: Call) -> None:
    today = business_date()
    call.opens_at = _at(business_date(call.opens_at), time(9))
    call.new_until = _at(business_date(call.new_until), CLOSE)
    if call.item in SOON:
        call.new_until = _at(calendar().due(today, SOON[call.item]), CLOSE)
    elif call.item in CLOSED:
        call.new_until = _at(today - timedelta(days=CLOSED[call.item][0]), CLOSE)
        call.opens_at = call.new_until - timedelta(days=60)
    elif call.item in COMING:
        call.opens_at = _at(today + timedelta(days=COMING[call.item]), time(9))
        call.new_until = _at(today + timedelta(days=COMING[call.item] + 60), CLOSE)
    call.resubmit_until = call.new_until + timedelta(days=60)


def _subscribe() -> None:
    for login, item in READERS:
        subscription.subscribe(item, actor(login).user_id or 0, "zh")
    for address, item, confirmed in ADDRESSES:
        subscription.ask(item, address, "zh")
        if confirmed:
            query = select(Subscription).where(Subscription.address == address, Subscription.item == item)
            subscription.confirm(db.session.scalars(query).one())
    choose(actor("lanxi").user_id or 0, {"cases": "now"})
    choose(actor("xingwan").user_id or 0, {"decisions": "daily", "messages": "here"})
