"""Days of new calls and answers to questions about the text, each by two people; the newest approved one holds."""

import pytest
from flask import Flask

from states.limits import Limits
from tests.ground.queries import expected
from tests.visitor import Visitor
from workflow.db import db
from workflow.queries.call_desk import standard_days

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
INDEX = 11


def test_days_hold_for_new_calls_once_approved(app: Flask) -> None:
    xu, cheng, lu = (Visitor(app, login) for login in ("xu", "cheng", "lu"))
    xu.open("/parameters")
    assert "超过了承诺的总时限" in xu.send("/days", promised="20", reason="提速", expect=409)
    xu.open("/parameters")
    assert "请填1到250的天数" in xu.send("/days", payment="0", reason="提速", expect=422)
    assert "已提议" in xu.send("/days", payment="10", reason="提速", expect=200)
    with app.app_context():
        assert standard_days() == {}
    assert "拨付 10" in cheng.open("/changes")
    cheng.send("/approval", expect=200)
    with app.app_context():
        assert [standard_days()["payment"], Limits(**standard_days()).promised] == [10, 60]
        engine = db.engine
    assert "一般10个工作日" in xu.open("/call-desk/new/7a")
    with expected(engine, INDEX):
        page = lu.open("/parameters")
    assert ["10个工作日" in page, "提议改时限" in page] == [True, False]


def test_an_answer_is_recorded_by_two_and_says_when_a_new_version_is_due(app: Flask) -> None:
    xu, tang = Visitor(app, "xu"), Visitor(app, "tang")
    page = xu.open("/parameters")
    assert ["待主管部门确认" in page, "已确认" in page] == [True, False]
    for value, said in (("reach", "已确认"), ("exceed", "要发布新版本")):
        xu.open("/parameters/questions/10.reach")
        assert "请写理由" in xu.send("/10.reach", value=value, reason="", expect=422)
        assert "已提议" in xu.send("/10.reach", value=value, reason="2026年11月函复", expect=200)
        tang.open("/changes")
        tang.send("/approval", expect=200)
        assert said in xu.open("/parameters")
    xu.open("/parameters/questions/10.nothing", expect=404)
