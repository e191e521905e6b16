"""Instalments on screen, and the second factor at a release."""

from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from benchmarks import batch_ground
from tests.ground.queries import expected
from tests.people import PASSWORD
from tests.road import Road
from tests.visitor import Visitor
from workflow.actions import payment_plan
from workflow.clock import now
from workflow.db import db
from workflow.demo.play import actor, locked
from workflow.models.case import Case
from workflow.models.second_factor import SecondFactor
from workflow.models.user import User

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def waiting(app: Flask, cases: int = 1) -> list[str]:
    """So many cases that wait to be paid; their numbers."""
    with app.app_context():
        ids = batch_ground.fill(cases)
        found = list(db.session.scalars(select(Case.number).where(Case.id.in_(ids)).order_by(Case.id)))
        db.session.remove()
    return found


def test_a_plan_from_the_list_to_the_condition(app: Flask, visit: Visit) -> None:
    number = Road(app).to("cleared")
    page, fang, qin = f"/payment-plans/{number}", visit("fang"), visit("qin")
    fang.open("/payments")
    assert page in fang.text
    fang.open(page)
    fang.send(page, parts="60000 2027-03-01\n五万", reason="按进度", expect=422)
    assert "第2行读不懂" in fang.text
    fang.send(page, parts="60000\n50000 2027-03-01 提交验收报告", reason="按进度", expect=422)
    assert "各期合计110,000.00元，要等于审定的100,000.00元" in fang.text
    fang.send(page, parts="60000\n40,000.00 提交 验收报告", reason="按进度", expect=200)
    assert "自己提的分期要由另一位财务人员确认" in fang.text
    qin.open("/payment-plans")
    assert number in qin.text
    qin.open(page)
    qin.send("/confirmation", expect=200)
    assert "在执行" in qin.text
    assert "提交 验收报告" in qin.text
    blank: dict[str, Any] = {"part-2-note": ""}
    qin.send("/condition", expect=422, **blank)
    qin.send("/condition", expect=200, **{"part-2-note": "看了报告原件"})
    assert "看了报告原件" in qin.text
    owner = visit("lanxi")
    owner.open(f"/applications/{number}")
    assert "第2期" in owner.text
    assert "随时可以拨付" in owner.text
    lu = visit("lu")
    lu.open("/payment-plans")
    assert "40,000.00" in lu.text
    assert "data-once" not in lu.text
    lu.open(page)
    lu.open("/payment-plans/2026-10-9999", expect=404)
    visit("shen").open(page, expect=403)


def test_instalments_cost_the_same_for_one_for_three_and_for_fifty(app: Flask, visit: Visit) -> None:
    fang = visit("fang")
    for more in (1, 2, 47):
        for number in waiting(app, more):
            with app.app_context():
                case = locked(db.session.scalars(select(Case.id).where(Case.number == number)).one())
                parts = [payment_plan.Part(2_500_000, None, "")] * 4
                plan = payment_plan.propose(case, parts, "分期", actor("fang"))
                payment_plan.confirm(case, plan, actor("qin"))
                db.session.commit()
                db.session.remove()
        fang.open("/payment-plans")
        with app.app_context(), expected(db.engine, 4):
            fang.open("/payment-plans")
        with app.app_context(), expected(db.engine, 7):
            fang.open(f"/payment-plans/{number}")


def test_whoever_has_a_second_factor_releases_with_its_code(app: Flask, visit: Visit) -> None:
    waiting(app)
    fang, qin = visit("fang"), visit("qin")
    fang.open("/payments")
    fang.send("/payments", expect=200)
    secret = pyotp.random_base32()
    with app.app_context():
        qin_id = db.session.scalars(select(User.id).where(User.login == "qin")).one()
        db.session.add(SecondFactor(user_id=qin_id, secret=secret, started_at=now(), confirmed_at=now(), last_step=1))
        db.session.commit()
    qin.open(fang.at)
    qin.send("/release", total="100,000", current="wrong", code="1", expect=422)
    assert "密码不对" in qin.text
    qin.send("/release", total="100,000", current=PASSWORD, code="000000", expect=422)
    assert "验证码不对" in qin.text
    with app.app_context():
        assert db.session.scalars(select(User.failures).where(User.login == "qin")).one() == 2
    qin.send("/release", total="100,000", current=PASSWORD, code=pyotp.TOTP(secret).now(), expect=200)
    assert "等银行回执" in qin.text
