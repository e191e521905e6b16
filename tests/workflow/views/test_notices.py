"""A person's messages: own ones only, newest first, page by page, read up to what was seen, at a fixed price."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from workflow.actions.notify import Message, tell
from workflow.db import db
from workflow.models.notice import Notice
from workflow.models.notice_choice import TOPICS
from workflow.models.user import User
from workflow.queries.notice_topics import DEFAULTS, choices
from workflow.queries.notices import SHOWN

Visit = Callable[[str | None], Visitor]
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def write(app: Flask, login: str, count: int, kind: str = "test") -> None:
    with app.app_context():
        user = db.session.scalars(select(User.id).where(User.login == login)).one()
        for number in range(count):
            tell(None, [user], Message(kind, f"消息<{number}>", f"message <{number}>", "一\n二", "one\ntwo"))
        db.session.commit()


def unread(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).where(Notice.read_at.is_(None))) or 0


def test_each_reads_own_messages_and_is_led_to_the_case(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    lanxi = visit("lanxi")
    page = lanxi.open("/notices")
    assert page.index("受理了申请") < page.index("提交了申请"), "newest first"
    assert f'href="/applications/{number}"' in page
    assert "支持企业扩大规模" in page
    assert number not in visit("yanbei").open("/notices")
    assert "没有消息" in visit("han").open("/notices")


def test_in_english(app: Flask, visit: Visit) -> None:
    Road(app).to("submitted")
    lanxi = visit("lanxi")
    lanxi.open("/language/en?next=/notices")
    assert "Case number" in lanxi.text
    assert "申请编号" not in lanxi.text


def test_text_is_text(app: Flask, visit: Visit) -> None:
    write(app, "lanxi", 1)
    page = visit("lanxi").open("/notices")
    assert "消息&lt;0&gt;" in page
    assert "一<br>二" in page


def test_only_what_was_on_the_page_counts_as_read(app: Flask, visit: Visit) -> None:
    write(app, "lanxi", 2)
    lanxi = visit("lanxi")
    lanxi.open("/notices")
    assert "2条未读" in lanxi.text
    write(app, "lanxi", 1)  # arrives while the page is open
    write(app, "yanbei", 1)
    lanxi.send("/notices/read", expect=200)
    assert unread(app) == 2
    assert "1条未读" in lanxi.text


@SQLITE
def test_older_messages_page_by_page(app: Flask, visit: Visit) -> None:
    write(app, "lanxi", SHOWN + 3)
    lanxi = visit("lanxi")
    page = lanxi.open("/notices")
    assert page.count('class="unread"') == SHOWN
    link = page.split('href="/notices?before=')[1].split('"')[0]
    page = lanxi.open(f"/notices?before={link}")
    assert page.count('class="unread"') == 3
    assert "更早的消息" not in page
    assert "全部标为已读" not in page
    for odd in ("x", "-1", "9" * 30, "１"):
        lanxi.open(f"/notices?before={odd}")


@SQLITE
@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_price_of_the_page_does_not_grow(app: Flask, visit: Visit, count: int) -> None:
    write(app, "lanxi", count)
    lanxi = visit("lanxi")
    with app.app_context():
        engine = db.engine
    with expected(engine, 3):  # who it is, the messages with their cases, how many are unread
        lanxi.open("/notices")


def test_one_group_of_messages(app: Flask, visit: Visit) -> None:
    for kind in ("message", "message", "approve", "call_opens", "rent_unclaimed", "submit"):
        write(app, "lanxi", 1, kind)
    lanxi = visit("lanxi")
    shown = {topic: lanxi.open(f"/notices?topic={topic}").count('class="unread"') for topic in TOPICS}
    assert shown == {"cases": 1, "corrections": 0, "decisions": 1, "calls": 2, "messages": 2}
    assert lanxi.open("/notices?topic=gossip").count('class="unread"') == 6
    assert "没有这一类消息" in lanxi.open("/notices?topic=corrections")
    calls = lanxi.open("/notices?topic=calls")
    assert ('href="/calls"' in calls, 'href="/rent/own"' in calls) == (True, True)
    lanxi.open("/notices?topic=messages")
    lanxi.send("/notices/read", expect=200)
    assert unread(app) == 4
    assert lanxi.page is not None
    assert "topic=messages" in lanxi.page.request.url


def test_choosing_how_to_be_told(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    page = lanxi.open("/notices/choices")
    assert "lanxi@lanxi.example" in page
    lanxi.send("/notices/choices", messages="here", cases="now", expect=200)
    assert "接收方式已改好" in lanxi.text
    lanxi.open("/notices/choices")
    form = lanxi.form("/notices/choices")
    assert (form.fields["messages"], form.fields["cases"], form.fields["decisions"]) == (["here"], ["now"], ["now"])
    with app.app_context():
        user = db.session.scalars(select(User.id).where(User.login == "lanxi")).one()
        assert choices([user, user + 1])[user + 1] == DEFAULTS, "somebody else's choices stay"
    lanxi.send("/notices/choices", corrections="here", expect=422)
    assert 'class="errsum"' in lanxi.text


def test_the_choices_of_the_bureau_too(visit: Visit) -> None:
    shen = visit("shen")
    shen.open("/notices/choices")
    shen.send("/notices/choices", messages="daily", expect=200)
    assert shen.at == "/notices"
