"""After the payment through the pages: a duty handed in and judged, a breach that claims back, receipts, and the lists."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from states.duties import BY_CODE, USE
from tests.ground.queries import expected
from tests.road import Road
from tests.visitor import Visitor
from workflow.actions import recovery
from workflow.clock import business_date, now
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.papers import paper
from workflow.models.case import Case
from workflow.models.duty import Duty
from workflow.models.enterprise import Enterprise

Visit = Callable[[str | None], Visitor]


def test_a_duty_is_handed_in_judged_as_breached_and_the_money_comes_back(app: Flask, visit: Visit) -> None:
    number = Road(app).to("paid", item="5", firm="lanxi")
    own, shen, cheng, fang = visit("lanxi"), visit("shen"), visit("cheng"), visit("fang")
    own.open(f"/applications/{number}")
    own.open(f"/applications/{number}/after-payment")
    assert "资金使用情况报告" in own.text
    own.send("/use_report", expect=422)
    own.open(f"/applications/{number}/after-payment")
    said = {"use_report-body": "流片款已付清", "use_report-file": (BytesIO(paper("a")), "凭证.pdf")}
    own.send("/use_report", **said, expect=200)
    assert "已交给本局" in own.text
    assert "凭证.pdf" in shen.open(f"/cases/{number}/duties")
    assert "企业等" not in shen.open("/duties")
    assert number in shen.text
    shen.open(f"/cases/{number}/duties")
    wrong = {"use_report-result": "breached", "use_report-note": "", "use_report-amount": "100"}
    shen.send("/use_report", **wrong, expect=422)
    shen.open(f"/cases/{number}/duties")
    shen.send("/use_report", **wrong | {"use_report-note": "发票作废"}, expect=200)
    assert "等科室负责人决定" in shen.text
    assert "没有追回" not in own.open(f"/applications/{number}/after-payment")
    assert "追回资助" not in own.text
    cheng.open(f"/cases/{number}/recovery")
    cheng.send("/recovery/approval", answer="同意", expect=200)
    assert "追回资金通知书" in cheng.text
    visit("yanbei").open(f"/applications/{number}/recovery-notice", expect=404)
    assert "追回资金通知书" in own.open(f"/applications/{number}/after-payment")
    fang.open(f"/cases/{number}/recovery")
    day = business_date().isoformat()
    fang.send("/receipts", amount="200", received_on=day, bank_ref="TH1", expect=422)
    assert "不超过还没退回的100.00元" in fang.text
    fang.open(f"/cases/{number}/recovery")
    fang.send("/receipts", amount="100", received_on=day, bank_ref="TH1", expect=200)
    assert "已退清" in fang.text
    assert "没有在办的追回" in shen.open("/duties?show=recoveries")
    assert "没有履行" in shen.open("/enterprises/" + _uscc(app, number))


def _uscc(app: Flask, number: str) -> str:
    with app.app_context():
        query = select(Enterprise.uscc).join(Case, Case.enterprise_id == Enterprise.id)
        return str(db.session.scalars(query.where(Case.number == number)).one())


def test_what_is_owed_stands_among_the_checks_of_the_next_case(app: Flask, visit: Visit) -> None:
    road = Road(app)
    road.to("paid", item="5", firm="lanxi")
    with app.app_context():
        case = locked(road.case_id)
        row = recovery.propose(case, 12_300, months_back=False, reason="多报", actor=actor("shen"))
        recovery.approve(case, row, actor("cheng"))
        db.session.commit()
    number = Road(app).to("accepted", item="10", firm="lanxi")
    page = visit("shen").open(f"/cases/{number}")
    assert "企业有追回款没有退清" in page
    assert "还差123.00元" in page


def test_the_lists_cost_the_same_for_one_and_for_many(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    road = Road(app)
    road.to("paid", item="5", firm="lanxi")
    shen, done = visit("shen"), 1
    for many in (1, 3, 60):
        with app.app_context():
            case, today = locked(road.case_id), business_date()
            for no in range(done, many):
                monkeypatch.setitem(BY_CODE, f"extra-{no}", USE)
                row = Duty(case_id=case.id, enterprise_id=case.enterprise_id, kind=f"extra-{no}", state="open")
                row.due_on, row.made_at = today + timedelta(days=no), now()
                db.session.add(row)
            db.session.commit()
            engine, done = db.engine, many
        shen.open("/duties")
        with expected(engine, 4):
            shen.open("/duties")
        assert shen.text.count("资金使用情况报告") == min(many, 50)
        with expected(engine, 4):
            shen.open("/duties?show=recoveries")
    shen.open("/duties")
    (older,) = re.findall(r'href="(/duties[?]after=[^"]+)"', shen.text)
    assert shen.open(older).count("资金使用情况报告") == 10
    assert shen.open("/duties?after=nonsense").count("资金使用情况报告") == 50
