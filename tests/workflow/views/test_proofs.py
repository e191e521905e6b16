"""Site visits, special audits and experts through their pages; what the enterprise never reads."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from workflow.actions import site_visit
from workflow.actions.site_visit import Plan
from workflow.clock import business_date
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.papers import paper
from workflow.demo.pictures import photo

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
RENT = {"in_zone": True, "above_scale": True, "area": "2860.00", "from": "2026-01", "months": 6}
RUN = {"ip_fee": "0.00", "mask_fee": "680000.00", "wafer_fee": "910000.00", "first_run": True}
PLATFORM = {"year": 2026, "project": "封测平台一期", "platform": True, "investment": "36800000.00"}
SEEN = "东侧约250平方米是别的公司在用，门口有对方的牌子。"


def scan(name: str = "a.pdf") -> FileStorage:
    return FileStorage(BytesIO(paper(name)), name)


def today() -> str:
    return business_date().isoformat()


def test_two_people_go_and_the_slower_loses_no_text(app: Flask, visit: Visit) -> None:
    number = Road(app).to("documents_checked", item="14", firm="lanxi", facts=RENT)
    shen, jiang = visit("shen"), visit("jiang")
    assert "没有安排" in shen.open(f"/cases/{number}")
    shen.open(f"/cases/{number}/visits/new")
    page = shen.send("/visits/new", day="", expect=422)
    assert "请填写" in page
    shen.send("/visits/new", day=today(), expect=200)
    shen.send("/cancellation", reason="企业停电，改期", expect=200)
    shen.open(f"/cases/{number}/visits/new")
    shen.send("/visits/new", day=today(), expect=200)
    assert "这件申请的其他核查" in shen.text
    place = shen.at
    assert "保存现场情况" not in visit("xu").open(place)
    jiang.open(place)
    shen.send(place, visited_on=today(), result="confirmed", measured_1="2610", seen_text=SEEN, expect=409)
    assert "部分属实" in shen.text
    assert SEEN in shen.text
    shen.open(place)
    shen.send("/photos", expect=422)
    shen.send("/photos", files=[FileStorage(BytesIO(photo(1)), "大门.jpg")], expect=200)
    shen.send(place, visited_on=today(), result="partly", measured_1="2,610.50", seen_text=SEEN, expect=200)
    jiang.send(place, visited_on=today(), result="confirmed", measured_1="2860", seen_text="我看都一致", expect=409)
    assert "沈砚" in jiang.text
    assert "我看都一致" in jiang.text
    for one in (shen, jiang):
        one.open(place)
        one.send("/signature", expect=200)
        assert "保存现场情况" not in one.text
    page = shen.open(f"/cases/{number}")
    assert "部分属实" in page
    assert "2,610.50" in page
    assert "签了现场核查记录" in shen.open(f"/cases/{number}/record")
    tracking = visit("lanxi").open(f"/applications/{number}")
    assert [words in tracking for words in ("沈砚", SEEN, "签了现场核查")] == [False, False, False]


def test_the_list_of_visits_costs_the_same_however_long(app: Flask, visit: Visit) -> None:
    shen = visit("shen")
    assert "没有要去的现场核查" in shen.open("/visits")
    with app.app_context():
        engine = db.engine
    for firm in ("lanxi", "yanbei", "qinglan"):
        road = Road(app)
        road.to("accepted", item="7b", firm=firm)
        with app.app_context():
            lead, second = (actor(login).user_id or 0 for login in ("shen", "jiang"))
            site_visit.plan(locked(road.case_id), Plan(business_date(), firm, lead, second), actor("shen"))
            db.session.commit()
        with expected(engine, 3):
            shen.open("/visits")
        assert f'<td class="o3">{firm}</td>' in shen.text
    assert "lanxi" in visit("cheng").open("/visits?when=all")


def test_an_audit_is_entered_beside_the_claim_and_compared_by_somebody_else(app: Flask, visit: Visit) -> None:
    facts = {"year": 2026, "runs": [RUN, RUN | {"mask_fee": "0.00"}]}
    number = Road(app).to("documents_checked", item="5", firm="lanxi", facts=facts)
    shen, xu = visit("shen"), visit("xu")
    shen.open(f"/cases/{number}/audit")
    form = {"firm": "某会计师事务所", "number": "审字8号", "reported_on": today(), "amount_runs_1_wafer_fee": "880,000"}
    shen.send("/audit", **form, expect=422)
    assert "请附上报告的扫描件" in shen.text
    shen.send("/audit", **form, file=scan(), expect=200)
    assert "登记的人不能自己核对" in shen.text
    xu.open(f"/cases/{number}/audit")
    action = next(one for one in xu.text.split('"') if one.startswith(f"/cases/{number}/audit/"))
    xu.send(action, agrees="no", expect=422)
    xu.send(action, agrees="yes", expect=200)
    page = shen.open(f"/cases/{number}")
    assert "已核对" in page
    assert "880,000.00" in page
    shen.send("/evaluation", expect=200)
    assert "741,000.00" in shen.text  # 30 % of 680,000 + 910,000 + 880,000 as audited, not of 910,000 twice
    assert visit("shen").open(f"/cases/{number}/assessment", expect=404)


def test_experts_are_listed_asked_and_never_named_to_the_enterprise(app: Flask, visit: Visit) -> None:
    number = Road(app).to("documents_checked", item="7a", firm="lanxi", facts=PLATFORM)
    bai, shen = visit("bai"), visit("shen")
    bai.open("/experts")
    bai.send("/experts", name="闻一川", field="", employer="某大学", expect=422)
    for name, employer, code in (
        ("闻一川", "某大学", ""),
        ("苏合", "某研究院", ""),
        ("林间", "深圳岚汐传感技术有限公司", ""),
    ):
        bai.open("/experts")
        bai.send("/experts", name=name, field="封测", employer=employer, uscc=code, expect=200)
    bai.send("/experts", name="闻一川", field="封测", employer="某大学", expect=409)
    for _seat, points in ((1, 90), (2, 80)):
        page = bai.open(f"/cases/{number}/assessment")
        assert "在申请企业任职" in page
        bai.send("/assessment/experts", expect=200)
        declaration = [one for one in bai.text.split('"') if one.endswith("/declaration")][-1]
        bai.send(declaration, conflict="yes", expect=422)
        bai.send(declaration, conflict="no", expect=200)
        bai.open([one for one in bai.text.split('"') if one.endswith("/sheet")][-1])
        given = dict.fromkeys(
            ("points_capability", "points_service", "points_investment", "points_effect"), str(points)
        )
        bai.send("/sheet", **given | {"points_effect": "101"}, signed_on=today(), file=scan(), expect=422)
        bai.send("/sheet", **given, signed_on=today(), file=scan(), expect=200)
    opinions = ("90分", "80分", "/proofs/")
    assert [one in bai.open(f"/cases/{number}/assessment") for one in opinions] == [True, True, True]
    scans = {one for one in bai.text.split('"') if "/proofs/" in one}
    page = shen.open(f"/cases/{number}/assessment")  # the mark, and not what a single expert gave
    assert ([one in page for one in opinions], "85" in page) == ([False, False, False], True)
    for login, status in (("bai", 200), ("lu", 200), ("shen", 404), ("xu", 404), ("fang", 404)):
        assert {visit(login).client.get(one, buffered=True).status_code for one in scans} == {status}
    shen.send("/adoption", expect=200)
    assert "85分，达到及格分" in shen.open(f"/cases/{number}")
    lanxi = visit("lanxi")
    seen = [name in lanxi.open(f"/applications/{number}") for name in ("闻一川", "苏合", "85分")]
    assert seen == [False, False, False]
    lanxi.open(f"/cases/{number}/assessment", expect=403)
