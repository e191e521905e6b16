"""The lists of public notices: in pages, with what an objection holds up, masked names, and each day's text as PDF."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from workflow.clock import business_date
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.queries import publicity
from workflow.queries.calendar import calendar
from workflow.views.masking import public_name
from workflow.views.notice_days import notice_days

Visit = Callable[[str | None], Visitor]


def test_names_of_natural_persons_are_masked() -> None:
    firm, trader = "91440300MA5DA1XX0A", "92440300MA5DA1XX0A"
    assert public_name("深圳岚汐传感技术有限公司", firm) == "深圳岚汐传感技术有限公司"
    assert [public_name(name, trader) for name in ("张三", "张小三", "龙华区张三芯片店")] == [
        "张*",
        "张*三",
        "龙******店",
    ]


def test_the_pages_cost_the_same_and_go_on_where_the_last_ended(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shen, anybody = visit("shen"), visit(None)
    numbers = []
    for many, (item, firm) in enumerate((("10", "lanxi"), ("10", "yanbei"), ("5", "lanxi")), 1):
        numbers.append(Road(app).to("publicity", item=item, firm=firm))
        with app.app_context():
            engine = db.engine
        shen.open("/publicity")
        with expected(engine, 6):
            shen.open("/publicity")
        assert shen.text.count('class="ledger__go"') == many
        anybody.open("/notice")
        with expected(engine, 2):
            anybody.open("/notice")
    assert "3件在公示" in shen.text
    monkeypatch.setattr(publicity, "PAGE", 2)
    first = shen.open("/publicity")
    (after,) = re.findall(r'href="(/publicity[?]after=[^"]+)"', first)
    rest = shen.open(after)
    seen = [re.findall(r">(20\d\d-\d\d-\d{4})<", page) for page in (first, rest)]
    assert sorted(seen[0] + seen[1]) == sorted(numbers)
    assert "第一页" in rest
    assert shen.open("/publicity?after=2026-13-01.x").count('class="ledger__go"') == 2


def test_an_objection_holds_up_one_and_the_text_of_a_day_is_always_the_same(app: Flask, visit: Visit) -> None:
    road = Road(app)
    number = road.to("publicity", item="10", firm="lanxi")
    road.to("publicity", item="10", firm="yanbei")
    with app.app_context():
        code = "92440300MA5DA1XX0A"
        db.session.execute(update(Enterprise).where(Enterprise.name.like("%岚汐%")).values(uscc=code, name="张小三"))
        db.session.commit()
        today = business_date()
        notice = publicity.running(today)[0]
        strip = notice_days(notice, calendar(), today)
        assert [one.number for one in strip] == list(range(1, len(strip) + 1)) == [1, 2, 3, 4, 5]
    anybody, shen = visit(None), visit("shen")
    page = anybody.open("/notice")
    assert "张*三" in page
    assert "张小三" not in page
    address = f"/notice/texts/{today.isoformat()}"
    assert address in page
    pdf = [anybody.client.get(address + "?lang=en").data for _ in range(2)]
    assert pdf[0][:5] == b"%PDF-"
    assert pdf[0] == pdf[1]
    for wrong in ("2000-01-01", "2999-01-01", "x", today.isoformat() + "?lang=fr"):
        anybody.open(f"/notice/texts/{wrong}", expect=404)
    assert "有异议，暂停" not in shen.open("/publicity")
    anybody.open(f"/notice/{number}/objection")
    anybody.send("/objection", name="周小念", contact="13900000021", statement="请核对目录", expect=200)
    assert shen.open("/publicity").count("有异议，暂停") == 1
    assert "有异议，暂停" not in anybody.open("/notice")
