"""Calls by two people: the next one from the last, changes before it opens, only longer afterwards."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from states.lifecycle import Refused
from tests.ground.queries import expected
from tests.visitor import Visitor
from workflow.actions import admin_decision, call_change
from workflow.clock import now
from workflow.db import db
from workflow.demo.cast import actor
from workflow.demo.world import open_call
from workflow.models.call import Call
from workflow.queries import admin_changes
from workflow.queries.call_desk import by_key, key, last_of, next_year, values_of

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
INDEX = 4


def _calls(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Call)) or 0


def test_the_next_call_comes_from_the_last_and_opens_only_when_approved(app: Flask) -> None:
    xu, cheng, shen = (Visitor(app, login) for login in ("xu", "cheng", "shen"))
    before = _calls(app)
    assert "批次管理" in xu.open("/call-desk")
    page = xu.open("/call-desk/new/7a")
    assert ["已带入上一批" in page, "评估前要有现场核查" in page, "requires_audit" in page] == [True] * 3
    assert "请填1到250的天数" in xu.send("/call-desk/new/7a", evaluation="0", reason="年度申报", expect=422)
    xu.open("/call-desk/new/7a")
    assert "超过了承诺的总时限" in xu.send("/call-desk/new/7a", evaluation="60", reason="年度申报", expect=409)
    xu.open("/call-desk/new/7a")
    said = {"reason": "年度申报", "evaluation": "12", "requires_visit": "y", "guide_zh": "一、条件\n二、材料"}
    assert "已提议" in xu.send("/call-desk/new/7a", **said, expect=200)
    assert ["等科室负责人决定" in xu.text, _calls(app)] == [True, before]
    page = cheng.open("/changes")
    assert ["现场核查" in page, "评估 12" in page, "年度申报" in page] == [True] * 3
    cheng.send("/approval", expect=200)
    assert _calls(app) == before + 1
    with app.app_context():
        made = last_of("7a")
        assert made is not None
        assert made.opens_at > now()
        assert [made.days, made.requires] == [{"evaluation": 12}, ["site_visit"]]
    assert "将要开放" in xu.open("/call-desk")
    shen.open("/call-desk", expect=403)
    for path in ("/call-desk/new/99", "/call-desk/5-2026-77", "/call-desk/x", "/call-desk/5-2026-9999999999999999999"):
        xu.open(path, expect=404)


def test_a_running_call_is_only_made_longer(app: Flask) -> None:
    xu, tang = Visitor(app, "xu"), Visitor(app, "tang")
    with app.app_context():
        call = last_of("5")
        assert call is not None
        subject, until = key(call.item, call.year, call.round), call.new_until
        values = values_of(call)
        for wrong in (
            {"new_until": (until - timedelta(days=1)).isoformat()},
            {"title_zh": "别的"},
            {"days": {"payment": 5}},
        ):
            with pytest.raises(Refused) as error:
                call_change.propose_change(call, values | wrong, "x", actor("xu"))
            assert error.value.blockers[0].code == "call_only_longer"
        later = until + timedelta(days=9)
    page = xu.open(f"/call-desk/{subject}")
    assert ["只能延长" in page, "title_zh" in page] == [True, False]
    typed = later.strftime("%Y-%m-%dT%H:%M")
    xu.send(f"/call-desk/{subject}", new_until=typed, reason="企业反映时间紧", expect=200)
    with app.app_context():
        row = admin_changes.for_decision(admin_changes.waiting(("call_change",))[0].id)
        assert row is not None
        assert list(row.after) == ["new_until"]
        with pytest.raises(Refused) as error:
            admin_decision.decide(row, actor("xu"), approved=True)
        assert error.value.blockers[0].code == "wrong_role"
    tang.open("/changes")
    tang.send("/approval", expect=200)
    assert "企业反映时间紧" in tang.open(f"/call-desk/{subject}")
    with app.app_context():
        call = by_key(subject)
        assert call is not None
        assert call.new_until > until


def test_a_change_that_came_too_late_is_not_done(app: Flask) -> None:
    with app.app_context():
        last = last_of("10")
        assert last is not None
        row = call_change.propose_new("10", next_year(last), "x", actor("cheng"))
        with pytest.raises(Refused) as error:
            admin_decision.decide(row, actor("cheng"), approved=True)
        assert error.value.blockers[0].code == "change_same_person"
        open_call("10", opens_at=now() + timedelta(days=365), new_until=now() + timedelta(days=400))
        db.session.flush()
        item, year, batch = row.subject.split("-")
        if by_key(row.subject) is None:
            db.session.add(Call(item=item, year=int(year), round=int(batch), **_plain(last)))
            db.session.flush()
        with pytest.raises(Refused) as error:
            admin_decision.decide(row, actor("tang"), approved=True)
        assert error.value.blockers[0].code == "change_stale"


def _plain(call: Call) -> dict[str, object]:
    names = ("title_zh", "title_en", "opens_at", "new_until", "resubmit_until", "policy_version")
    return {name: getattr(call, name) for name in names} | {"days": {}}


@pytest.mark.parametrize("many", [1, 3, 50])
def test_the_list_costs_the_same(app: Flask, many: int) -> None:
    with app.app_context():
        engine = db.engine
        for batch in range(many):
            open_call("9", opens_at=now(), new_until=now() + timedelta(days=9), batch=batch + 2)
        db.session.commit()
    lu = Visitor(app, "lu")
    with expected(engine, INDEX):
        lu.open("/call-desk")
