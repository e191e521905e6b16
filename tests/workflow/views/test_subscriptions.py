"""Subscribing: a button for who is signed in; an address, a letter, a link for everybody else; reminders once each."""

import re
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.visitor import Visitor
from tests.workflow.jobs.mailbox import rows
from workflow.actions import subscription
from workflow.clock import SHANGHAI, now, told
from workflow.db import db
from workflow.jobs import call_reminders
from workflow.models.call import Call
from workflow.models.mail import MailMessage
from workflow.models.notice import Notice
from workflow.models.subscription import CallReminder, Subscription
from workflow.queries.subscriptions import subscribed_items

Visit = Callable[[str | None], Visitor]
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
READER = "caiwu@yunzhou.example"


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def link_in(row: MailMessage) -> str:
    found = re.search(r"http://[^/]+(/subscriptions/\S+)", row.body)
    assert found, row.body
    return found[1]


def asked(app: Flask, guest: Visitor, item: str = "10") -> str:
    """Ask for letters about an item; gives the link in the letter."""
    guest.open(f"/measures/{item}/letters")
    guest.send(f"/measures/{item}/letters", address=f" {READER.upper()} ", expect=200)
    assert "确认信发到您填的邮箱了" in guest.text
    with app.app_context():
        return link_in(rows()[-1])


def test_a_button_for_who_is_signed_in(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open("/measures/10")
    lanxi.send("/measures/10/subscription", expect=200)
    assert lanxi.at == "/measures/10"
    assert "您已订阅" in lanxi.text
    with app.app_context():
        [row] = db.session.scalars(select(Subscription)).all()
        assert (row.address, row.confirmed_at is not None) == (None, True)
        user_id = row.user_id or 0
        subscription.subscribe("10", user_id, "zh")  # twice is as good as once
        db.session.commit()
        assert count(Subscription) == 1
    call = "/calls/" + re.findall(r'href="/calls/(\d+)"', lanxi.text)[0]
    lanxi.open(call)
    lanxi.send("/measures/10/subscription/end", expect=200)
    assert lanxi.at == call
    assert "订阅申报提醒" in lanxi.text
    with app.app_context():
        assert subscribed_items(user_id) == set()


def test_an_address_confirms_and_ends(app: Flask, visit: Visit) -> None:
    guest = visit(None)
    link = asked(app, guest)
    with app.app_context():
        assert [row.recipient for row in rows()] == [READER]
    assert "确认订阅吗" in guest.open(link)
    guest.send(link, expect=200)
    assert "不再接收提醒吗" in guest.text
    guest.send(link + "/end", expect=200)
    assert "已退订" in guest.text
    assert guest.client.post(link, data={}).status_code == 400, "confirming needs the page's own token"
    with app.app_context():
        [row] = db.session.scalars(select(Subscription)).all()
        assert row.confirmed_at is not None
        assert row.ended_at is not None


@SQLITE
def test_the_one_click_of_a_mail_program(app: Flask, visit: Visit) -> None:
    guest = visit(None)
    link = asked(app, guest)
    answer = app.test_client().post(link + "/end", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Subscription.ended_at)).one() is not None


@SQLITE
@pytest.mark.parametrize("odd", ["x", "a-b", "-", "%00", "é-é", "0" * 32 + "-" + "0" * 32])
def test_no_other_link_opens_anything(app: Flask, visit: Visit, odd: str) -> None:
    guest = visit(None)
    asked(app, guest)
    guest.open(f"/subscriptions/{odd}", expect=404)
    guest.open(f"/subscriptions/{odd}/end", expect=404)
    assert guest.client.post(f"/subscriptions/{odd}/end").status_code == 404


@SQLITE
def test_a_changed_signature_opens_nothing(app: Flask, visit: Visit) -> None:
    guest = visit(None)
    link = asked(app, guest)
    other = link[:-1] + ("0" if link[-1] != "0" else "1")
    guest.open(other, expect=404)


@SQLITE
def test_a_link_older_than_a_week_confirms_nothing(app: Flask, visit: Visit) -> None:
    guest = visit(None)
    link = asked(app, guest)
    guest.open(link)
    with app.app_context():
        db.session.scalars(select(Subscription)).one().created_at = now() - timedelta(days=8)
        db.session.commit()
    guest.send(link, expect=200)
    assert "链接过了7天" in guest.text
    with app.app_context():
        assert db.session.scalars(select(Subscription.confirmed_at)).one() is None


def test_nobody_is_flooded_and_nobody_learns_who_subscribed(app: Flask, visit: Visit) -> None:
    guest = visit(None)
    pages = []
    for item in ("10", "10", "5", "9", "4", "14"):
        guest.open(f"/measures/{item}/letters")
        pages.append(guest.send(f"/measures/{item}/letters", address=READER, expect=200))
    with app.app_context():
        assert len(rows()) == 3, "one letter an item and day, three in all"
    assert all("确认信发到您填的邮箱了" in page for page in pages)
    guest.open("/measures/10/letters")
    for wrong in ("", "nobody", "a@b", "a@b.cn, c@d.cn"):
        assert 'class="errsum"' in guest.send("/measures/10/letters", address=wrong, expect=422)
    guest.open("/measures/99/letters", expect=404)


def reader(item: str, days_ago: int) -> int:
    """A confirmed address; gives the subscription's number."""
    with told(now() - timedelta(days=days_ago)):
        subscription.ask(item, READER, "zh")
        row = db.session.scalars(select(Subscription).where(Subscription.item == item)).one()
        subscription.confirm(row)
    db.session.commit()
    return row.id


def test_each_reminder_once(app: Flask) -> None:
    """A call of five weeks in 2026, watched every half day: it opens, seven working days are left, two are left."""
    opens, until = date(2026, 3, 2), date(2026, 4, 3)
    with app.app_context():
        call = db.session.scalars(select(Call).where(Call.item == "10")).one()
        call.opens_at = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
        call.new_until = datetime(2026, 4, 3, 18, tzinfo=SHANGHAI)
        with told(call.opens_at - timedelta(days=10)):
            reader("10", 0)
            subscription.subscribe("10", 1, "en")
            db.session.commit()
        noted: list[tuple[date, int]] = []
        day = opens - timedelta(days=3)
        while day <= until + timedelta(days=3):
            for hour in (9, 17):
                with told(datetime(day.year, day.month, day.day, hour, 1, tzinfo=SHANGHAI)):
                    if written := call_reminders.remind():
                        noted.append((day, written))
            day += timedelta(days=1)
        assert noted == [(opens, 2), (date(2026, 3, 25), 2), (date(2026, 4, 1), 2)]
        letters = [row for row in rows() if row.key.startswith("call-")]
        assert [row.subject.split()[-1] for row in letters] == ["开始申报", "还有7个工作日截止", "还有2个工作日截止"]
        assert all(row.unsubscribe and row.unsubscribe in row.body for row in letters)
        kinds = db.session.scalars(select(Notice.kind).where(Notice.user_id == 1).order_by(Notice.id)).all()
        assert kinds == ["call_opens", "call_closes", "call_closes"]


@SQLITE
def test_who_subscribes_to_an_open_call_is_not_told_that_it_opens(app: Flask) -> None:
    with app.app_context():
        reader("10", 0)
        assert call_reminders.remind() == 0


@SQLITE
def test_who_ended_or_never_confirmed_hears_nothing(app: Flask) -> None:
    with app.app_context():
        gone = db.session.get_one(Subscription, reader("10", 60))
        subscription.end(gone)
        with told(now() - timedelta(days=60)):
            subscription.ask("5", READER, "zh")
        db.session.commit()
        assert call_reminders.remind() == 0


def test_two_workers_remind_once(app: Flask) -> None:
    with app.app_context():
        for item in ("10", "5", "9"):
            reader(item, 60)
    gate, given = threading.Barrier(3), []

    def work() -> None:
        with app.app_context():
            gate.wait()
            given.append(call_reminders.remind())
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert sum(given) == count(CallReminder) == 3
        assert len([row for row in rows() if row.key.startswith("call-")]) == 3
