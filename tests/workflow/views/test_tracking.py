"""The tracking page in every state a case may reach: what the applicant reads, and what it must never read."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.people import HUMAN
from tests.road import BESIDE, WAY, Road
from tests.visitor import Visitor
from workflow.actions import resolution
from workflow.db import db
from workflow.demo.play import actor
from workflow.models.stage_time import StageTime

Visit = Callable[[str | None], Visitor]

#: Place → the sentence, the milestones done, and the word at the calculation.
SAID = {
    "submitted": ("正在核对能不能受理", 1, "初步，未评估确认"),
    "accepted": ("正在核验材料", 1, "初步，未评估确认"),
    "documents_checked": ("正在评估金额", 2, "初步，未评估确认"),
    "evaluated": ("等会议审定", 3, "初步，未经会议审定"),
    "reviewed": ("等会议审定", 3, "初步，未经会议审定"),
    "committee": ("正在审定", 3, "初步，未经会议审定"),
    "publicity": ("公示结束没有异议就拨付", 4, "已审定"),
    "cleared": ("等财务拨付", 5, "已审定"),
    "prepared": ("等财务拨付", 5, "已审定"),
    "released": ("款项已发出", 5, "已审定"),
    "paid": ("款项已到账", 6, "已审定"),
    "correction": ("请您补", 1, "初步，未评估确认"),
    "withdrawn": ("申请已撤回", 1, "初步，未评估确认"),
    "declined": ("不予支持", 1, "初步，未评估确认"),
    "rejected": ("不予支持", 3, "评估结果，没有获得支持"),
    "failed": ("银行退回了款项", 5, "已审定"),
}
STAFF = [human.name for human in HUMAN.values() if human.group != "enterprise"]


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("place", SAID)
def test_each_place_has_its_sentence_and_tells_no_names(app: Flask, visit: Visit, place: str) -> None:
    number = Road(app).to(place)
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    sentence, done, word = SAID[place]
    page = lanxi.text
    assert sentence in page
    assert page.count('<li class="done"') == done
    assert word in page
    assert not [name for name in STAFF if name in page]
    assert "复核通过" not in page
    lanxi.open("/applications")
    assert number in lanxi.text
    assert not [name for name in STAFF if name in lanxi.text]


def test_every_place_is_tried() -> None:
    assert set(SAID) | {"draft", "filled", "referred"} == set(WAY) | set(BESIDE)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_refusal_gives_reason_and_the_way_of_appeal(app: Flask, visit: Visit) -> None:
    number = Road(app).to("declined")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    assert "不属于本批范围" in lanxi.text
    assert "60日内申请行政复议" in lanxi.text
    assert "撤回申请" not in lanxi.text


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_referred_item_shows_no_amount(app: Flask, visit: Visit) -> None:
    number = Road(app).to("referred", item="12")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    assert "已转办" in lanxi.text
    assert "金额怎么算" not in lanxi.text


def test_the_page_costs_the_same_whatever_the_case_holds(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    with app.app_context():
        engine = db.engine
    for place, cost in (("submitted", 20), ("paid", 18)):
        number = Road(app).to(place)
        lanxi.open(f"/applications/{number}")
        with expected(engine, cost):
            lanxi.open(f"/applications/{number}")


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_times_say_whose_turn_what_was_promised_and_what_is_usual(app: Flask, visit: Visit) -> None:
    number = Road(app).to("documents_checked")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    assert re.search(r"<dt>现在等</dt><dd>经办人<small>.+起</small>", lanxi.text)
    assert re.search(
        r"<dt>承诺时限</dt><dd>还剩60个工作日，.+前拨付<small>从受理到拨付承诺60个工作日，已用0个", lanxi.text
    )
    assert "这一步通常" not in lanxi.text  # no case has finished it
    with app.app_context():
        db.session.add(StageTime(stage="evaluation", item="10", days=4, times=8))
        db.session.add(StageTime(stage="evaluation", item="10", days=11, times=2))
        db.session.commit()
    lanxi.open(f"/applications/{number}")
    assert "一半在4个工作日内办完，九成在11个内" in lanxi.text
    assert "按同一条款已办完“评估”这一步的10件统计" in lanxi.text


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_correction_stops_the_promise_and_waits_for_the_applicant(app: Flask, visit: Visit) -> None:
    number = Road(app).to("correction")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    assert "<dt>现在等</dt><dd>申报单位" in lanxi.text
    assert "补正期间暂停，还剩60个工作日" in lanxi.text


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_reduced_amount_says_why_without_votes(app: Flask, visit: Visit) -> None:
    road = Road(app)
    number = road.to("committee", item="4")
    with app.app_context():
        road.play.vote(amount_fen=30_000_000, reason="预算安排，先支持30万元。")
        road.play.step(lambda case: resolution.approve(case, actor("cheng")))
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    assert "<dt>调整的理由</dt><dd>预算安排，先支持30万元。</dd>" in lanxi.text
    assert "300,000.00" in lanxi.text
    assert "60日内" in lanxi.text
    assert not [word for word in ("赞成", "反对", "弃权", "联席会议第", "复算一致") if word in lanxi.text]
