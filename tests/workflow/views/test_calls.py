"""The board of calls, each call's page and calendar file, for everybody and without script."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.ground.queries import expected
from tests.visitor import Visitor
from workflow.clock import SHANGHAI, now
from workflow.db import db
from workflow.demo.world import open_call
from workflow.exports import ics
from workflow.models.call import Call
from workflow.queries import calls

Visit = Callable[[str | None], Visitor]
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
DAY = timedelta(days=1)


def change(app: Flask, item: str, **values: object) -> int:
    """Change the call of an item; gives its number."""
    with app.app_context():
        call = db.session.scalars(select(Call).where(Call.item == item)).one()
        for name, value in values.items():
            setattr(call, name, value)
        call.resubmit_until = max(call.resubmit_until, call.new_until)
        db.session.commit()
        return call.id


def close(app: Flask, item: str) -> int:
    return change(app, item, opens_at=now() - 40 * DAY, new_until=now() - DAY)


def test_open_coming_and_closed(app: Flask, visit: Visit) -> None:
    change(app, "17", opens_at=now() + 9 * DAY)
    close(app, "16")
    close(app, "13")
    with app.app_context():
        open_call("16", opens_at=now() + 20 * DAY, new_until=now() + 50 * DAY, batch=2)
        db.session.commit()
        board = calls.board(now())
        assert [line.call.item for line in board.coming] == ["16", "17"]
        assert [(line.call.item, line.follows is not None) for line in board.closed] == [("13", False), ("16", True)]
        assert {line.planned_fen for line in board.open if line.call.item in {"4", "8"}} == {3_000_000_000, None}
    page = visit(None).open("/calls")
    assert "13项正在申报，2项将要开放" in page
    closed = page[page.index('id="closed"') :]
    assert "下一批的时间还没有定" in closed
    assert re.search(r"已截止</b>，下一批\d+年\d+月\d+日开放", closed)
    assert page.index("正在申报") < page.index("将要开放") < page.index("已截止")


@SQLITE
def test_the_last_day_and_the_order_by_closing(app: Flask, visit: Visit) -> None:
    tonight = datetime.combine(now().astimezone(SHANGHAI).date(), datetime.max.time(), SHANGHAI)
    change(app, "14", new_until=tonight)
    page = visit(None).open("/calls")
    assert "今天截止" in page
    assert page.index("鼓励专业园区建设") < page.index("开展关键核心技术攻关")


def test_a_call_with_its_guide(app: Flask, visit: Visit) -> None:
    guide = "申报对象：企业。\n\n<b>办理方式</b>：网上办。"
    number = change(app, "10", guide_zh=guide, guide_en="Who: firms.", project_from=2024, project_until=2025)
    guest = visit(None)
    page = guest.open(f"/calls/{number}")
    assert page.count("<p>") >= 2
    assert "&lt;b&gt;办理方式&lt;/b&gt;：网上办。" in page
    assert "2024年至2025年" in page
    assert "3,000万元" in page
    assert "登录后开始申报" in page
    guest.open("/language/en?next=/calls")
    assert "Who: firms." in guest.open(f"/calls/{number}")
    for odd in ("0", "999999", "x", "１", "9" * 40, "-1"):
        guest.open(f"/calls/{odd}", expect=404)
        guest.open(f"/calls/{odd}/calendar.ics", expect=404)


@SQLITE
def test_a_closed_call_cannot_be_started(app: Flask, visit: Visit) -> None:
    number = close(app, "13")
    page = visit("lanxi").open(f"/calls/{number}")
    assert "开始申报" not in page
    assert "订阅申报提醒" in page


@SQLITE
def test_the_calendar_file(app: Flask, visit: Visit) -> None:
    until = datetime(2027, 1, 23, 18, tzinfo=SHANGHAI)
    number = change(app, "10", new_until=until, title_zh="2026年第1批，支持;企业\\扩大规模" + "长" * 60)
    guest = visit(None)
    guest.page = guest.client.get(f"/calls/{number}/calendar.ics")
    assert guest.page.mimetype == "text/calendar"
    raw = guest.page.data
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    text = raw.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == text.count("BEGIN:VALARM") == 3
    assert "DTEND:20270123T100000Z" in text
    assert "SUMMARY:2026年第1批，支持\\;企业\\\\扩大规模长长" in text
    assert len(set(re.findall(r"UID:(\S+)", text))) == 3
    assert f"/calls/{number}" in text


def test_lines_are_folded_between_characters() -> None:
    pieces = list(ics.folded("字" * 60))
    assert [len(piece.encode()) for piece in pieces] == [75, 73, 34]
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == "字" * 60


@SQLITE
@pytest.mark.parametrize("years", [0, 6])
def test_the_price_of_the_board_does_not_grow(app: Flask, visit: Visit, years: int) -> None:
    with app.app_context():
        for back in range(1, years + 1):
            begin = now() - timedelta(days=365 * back)
            open_call("10", opens_at=begin, new_until=begin + 60 * DAY)
        db.session.commit()
        engine = db.engine
    visit(None).open("/calls")  # the calendar is read once for each state of its table
    with expected(engine, 4):  # running calls, last closed ones, the calendar's state, budgets
        visit(None).open("/calls")


@SQLITE
def test_measures_lead_to_their_call(app: Flask, visit: Visit) -> None:
    number = change(app, "10")
    guest = visit(None)
    assert f'href="/calls/{number}"' in guest.open("/measures/10")
    assert 'href="/calls"' in guest.open("/")
    close(app, "10")
    assert 'href="/calls"' in guest.open("/measures/10")
