"""A recovery through the pages: proposed by the caseworker, decided by the supervisor, seen by the enterprise."""

from collections.abc import Callable

from flask import Flask

from tests.people import FIRM
from tests.visitor import Visitor
from tests.workflow.actions.rent_ground import counter, live
from tests.workflow.actions.test_recovery import paid
from tests.workflow.desk import before_committee, locked
from workflow.db import db

Visit = Callable[[str | None], Visitor]
FIRM_PAGE = "/rent/" + FIRM["yanbei"].uscc


def case_number(app: Flask) -> str:
    with app.app_context():
        return locked(paid()).number


def test_proposed_and_decided_by_another(app: Flask, visit: Visit) -> None:
    number = case_number(app)
    shen, cheng, own = visit("shen"), visit("cheng"), visit("yanbei")
    shen.open(FIRM_PAGE)
    assert f'href="/cases/{number}/recovery"' in shen.text
    shen.open(f"/cases/{number}/recovery")
    shen.send("/recovery", amount="9,000", months_back="yes", reason="房屋转租", expect=200)
    assert "等科室负责人决定" in shen.text
    cheng.open(FIRM_PAGE)
    assert "去决定" in cheng.text
    cheng.open(f"/cases/{number}/recovery")
    cheng.send("/recovery/approval", answer="同意", expect=200)
    assert "台账已冲回" in cheng.text
    with app.app_context():
        assert (live("yanbei"), counter("yanbei")) == ([], 0)
    assert "追回资助" in own.open("/notices")
    assert "退回" in own.open("/rent/own")


def test_refused_with_a_reason_and_the_months_stay(app: Flask, visit: Visit) -> None:
    number = case_number(app)
    shen, cheng = visit("shen"), visit("cheng")
    shen.open(f"/cases/{number}/recovery")
    shen.send("/recovery", amount="100.50", months_back="no", reason="多报面积", expect=200)
    cheng.open(f"/cases/{number}/recovery")
    cheng.send("/recovery/refusal", reason="", expect=422)
    assert "请写理由" in cheng.text
    cheng.send("/recovery/refusal", reason="证据不足", expect=200)
    with app.app_context():
        assert counter("yanbei") == 3
    assert "提出追回" in shen.open(f"/cases/{number}/recovery")


def test_what_is_wrong_stays_on_the_form(app: Flask, visit: Visit) -> None:
    number = case_number(app)
    shen = visit("shen")
    for fields, sentence in (
        ({"amount": "一千", "reason": "x"}, "金额要写成1234.50"),
        ({"amount": "9,000.01", "reason": "x"}, "不超过已拨付的9,000.00元"),
        ({"amount": "10", "months_back": "yes", "reason": "x"}, "只有全部追回，额度和月数才能退回"),
        ({"amount": "10", "reason": ""}, "请写理由"),
    ):
        shen.open(f"/cases/{number}/recovery")
        shen.send("/recovery", **fields, expect=422)
        assert sentence in shen.text


def test_only_what_was_paid(app: Flask, visit: Visit) -> None:
    with app.app_context():
        waiting = locked(before_committee("14", firm="lanxi")).number
        db.session.commit()
    shen = visit("shen")
    shen.open(f"/cases/{waiting}/recovery")
    assert "只有已拨付的资助可以追回" in shen.text
    visit("yanbei").open(f"/cases/{waiting}/recovery", expect=403)
