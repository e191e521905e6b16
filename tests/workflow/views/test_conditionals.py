"""Documents to follow through the pages: promised with the application, accepted so, handed in; a clock stopped and seen."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from tests.road import Road
from tests.visitor import Visitor
from workflow.clock import business_date
from workflow.demo.papers import paper

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
PROMISES = ["truth", "credit", "single", "direct"]


def test_promised_accepted_and_handed_in(app: Flask, visit: Visit) -> None:
    road = Road(app)
    road.to("draft")
    with app.app_context():
        road.play.fill()
        road.play.attach_but_later()
        draft = road.play.number
    lanxi, jiang = visit("lanxi"), visit("jiang")
    assert "可以在提交时承诺受理后补交" in lanxi.open(f"/applications/{draft}/documents")
    lanxi.open(f"/applications/{draft}/review")
    assert "这些材料暂时没有，受理后10个工作日内补交：对公账户证明。" in lanxi.text
    lanxi.send("/submission", declared=PROMISES, expect=422)
    lanxi.send("/submission", declared=[*PROMISES, "later"], expect=200)
    with app.app_context():
        number = road.play.number
    jiang.open(f"/cases/{number}")
    assert "企业承诺受理后补交" in jiang.text
    assert f"/cases/{number}/acceptance" not in jiang.text
    jiang.send("/conditional-acceptance", expect=200)
    assert "容缺材料还没有补交齐" in jiang.text
    lanxi.open("/applications")
    assert "补交1种材料" in lanxi.text
    lanxi.open(f"/applications/{number}")
    assert "逾期转为补正" in lanxi.text
    assert "补交期间暂停，还剩60个工作日" in lanxi.text
    lanxi.open(f"/applications/{number}/documents-to-follow")
    assert "还剩10个工作日" in lanxi.text
    lanxi.send("/documents/bank_account", file=[(BytesIO(b"not a file"), "x.exe")], expect=422)
    lanxi.send("/documents/bank_account", file=[(BytesIO(paper("account")), "账户.pdf")], expect=200)
    assert lanxi.at == f"/applications/{number}/documents-to-follow"
    lanxi.send("/documents-to-follow", expect=200)
    assert "补交的材料收到了" in lanxi.text
    lanxi.open(f"/applications/{number}/documents-to-follow")
    assert lanxi.at == f"/applications/{number}", "nothing is to follow any more"
    jiang.open(f"/cases/{number}")
    assert "容缺材料还没有补交齐" not in jiang.text


def test_a_stopped_clock_says_why_on_both_sides(app: Flask, visit: Visit) -> None:
    number = Road(app).to("documents_checked")
    shen, cheng, lanxi = visit("shen"), visit("cheng"), visit("lanxi")
    shen.open(f"/cases/{number}/clock/stop")
    shen.send("/clock/stop", ground="other", reason=" ", expect=422)
    assert "请写明依据和原因" in shen.text
    assert "请写预计哪天恢复" in shen.text
    shen.send("/clock/stop", ground="site_visit", reason="约好下周二到厂", expected="2020-01-01", expect=409)
    assert "预计恢复的日子要在今天以后" in shen.text
    assert "约好下周二到厂" in shen.text, "nothing typed is lost"
    day = (business_date() + timedelta(days=9)).isoformat()
    shen.open(f"/cases/{number}/clock/stop")
    shen.send("/clock/stop", ground="site_visit", reason="约好下周二到厂", expected=day, expect=200)
    assert f"/cases/{number}" in shen.open("/cases?tab=mine"), "a case that stands still stays on the desk"
    assert "现场核查" in shen.text
    lanxi.open(f"/applications/{number}")
    assert "办理计时停着" in lanxi.text
    assert "约好下周二到厂" in lanxi.text
    assert "沈砚" not in lanxi.text
    shen.open(f"/cases/{number}")
    shen.send("/clock/restart", expect=200)
    assert "计时恢复了" in shen.text
    cheng.open(f"/cases/{number}/clock/extension")
    cheng.send("/clock/extension", days="11", reason="发票多", expect=422)
    assert "发票多" in cheng.text
    cheng.send("/clock/extension", days="5", expect=200)
    assert "期限已延长" in cheng.text
    assert "已延长过一次" in cheng.open(f"/cases/{number}/clock/extension")
    assert "延长了办理期限" in lanxi.open(f"/applications/{number}")
