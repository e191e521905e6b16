"""The tracking page in every state a case may reach: what the applicant reads, and what it must never read."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.people import HUMAN
from tests.road import BESIDE, WAY, Road
from tests.visitor import Visitor
from workflow.db import db

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
    for place, cost in (("submitted", 17), ("paid", 16)):
        number = Road(app).to(place)
        lanxi.open(f"/applications/{number}")
        with expected(engine, cost):
            lanxi.open(f"/applications/{number}")
