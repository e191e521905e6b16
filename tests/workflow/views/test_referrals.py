"""Handing on, what came back and the register through the pages; what the applicant reads of it."""

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.people import HUMAN
from tests.visitor import Visitor, forms_of
from tests.workflow.filing import actor, reload
from tests.workflow.onward import checked
from workflow.actions import referral
from workflow.db import db
from workflow.models.referral import Referral

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def made(app: Flask, item: str, *, refer: bool = False) -> str:
    with app.app_context():
        case = checked(item)
        if refer:
            referral.refer(case, actor("shen"), "转商务部门")
        number = case.number
        db.session.commit()
    return number


def row_of(app: Flask, number: str) -> Referral:
    with app.app_context():
        return db.session.get_one(Referral, reload(number).id)


def test_a_referral_on_its_way_to_a_grant(app: Flask) -> None:
    number = made(app, "12")
    shen, lanxi = Visitor(app, "shen"), Visitor(app, "lanxi")
    shen.open(f"/cases/{number}/referral")
    assert not any("owner" in form.fields for form in forms_of(shen.text))
    shen.send("/referral", reason=" ", expect=422)
    shen.send("/referral", reason="附申请表和合同", expect=200)
    page = lanxi.open(f"/applications/{number}")
    assert "商务主管部门" in page
    assert "还没有结果" in page
    assert HUMAN["shen"].name not in page
    shen.open(f"/cases/{number}/referral/outcome")
    shen.send("/outcome", answer="accepted", note="对方来电", expect=200)
    assert "等最后结果" in shen.text
    shen.open(f"/cases/{number}/referral/outcome")
    for amount, sentence in (
        ("", "请填写大于0的金额"),
        ("0", "请填写大于0的金额"),
        ("1e9", "金额要写成1234.50这样的数字"),
        ("１００", "金额要写成1234.50这样的数字"),
    ):
        page = shen.send("/outcome", answer="granted", amount=amount, note="商务函8号", expect=422)
        assert sentence in page
        assert "商务函8号" in page
    assert "只有对方给了资助才填金额" in shen.send("/outcome", answer="refused", amount="5", note="函", expect=422)
    shen.send("/outcome", answer="granted", amount="12,345.60", note="商务函8号", expect=200)
    assert row_of(app, number).amount_fen == 1_234_560
    assert "12,345.60" in lanxi.open(f"/applications/{number}")
    assert "商务函8号" in lanxi.text
    shen.open(f"/cases/{number}/referral/outcome")
    assert "转办结果已经登记" in shen.text
    lanxi.open(f"/language/en?next=/applications/{number}")
    assert "department for commerce" in lanxi.text


def test_a_recognition_stands_in_the_register(app: Flask) -> None:
    number = made(app, "8", refer=True)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}/referral/outcome")
    page = shen.send("/outcome", answer="recognised", note="批文", since="2026-02-30", expect=422)
    assert "日期要写成2026-03-18这样" in page
    assert "认定或推荐要写名称" in page
    page = shen.send(
        "/outcome", answer="recognised", note="批文", title="仓储", since="2026-03-01", until="2026-02-01", expect=422
    )
    assert "截止日期不能早于起始日期" in page
    shen.send("/outcome", answer="recognised", note="批文", title="仓储巡检", since="2026-03-01", until="", expect=200)
    auditor = Visitor(app, "lu")
    page = auditor.open("/recognitions")
    assert "仓储巡检" in page
    assert number in page
    assert "2026年3月1日起长期" in page
    for spoilt in ("x", "-1", "9" * 19):
        assert "仓储巡检" in auditor.open(f"/recognitions?before={spoilt}")
    assert "仓储巡检" not in auditor.open("/recognitions?before=1")


def test_a_service_request_goes_to_the_person_who_answers(app: Flask) -> None:
    number = made(app, "18")
    shen, jiang = Visitor(app, "shen"), Visitor(app, "jiang")
    shen.open(f"/cases/{number}/referral")
    with app.app_context():
        owner, outsider = actor("jiang").user_id, actor("cheng").user_id
    shen.send("/referral", reason="商标问题", owner=str(outsider), expect=422)
    shen.send("/referral", reason="商标问题", owner=str(owner), expect=200)
    assert row_of(app, number).owner_id == owner
    jiang.open(f"/cases/{number}/referral/outcome")
    assert not any("amount" in form.fields for form in forms_of(jiang.text))
    jiang.send("/outcome", answer="answered", note="已约专家，周四上门", expect=200)
    assert "已约专家，周四上门" in Visitor(app, "lanxi").open(f"/applications/{number}")


@SQLITE
def test_a_computing_item_says_why_it_is_not_referred(app: Flask) -> None:
    number = made(app, "10")
    shen = Visitor(app, "shen")
    assert "这一条要在这里评估金额，不能转办" in shen.open(f"/cases/{number}/referral")
    shen.open(f"/cases/{number}/referral/outcome")
    assert not any(form.action.endswith("/outcome") for form in forms_of(shen.text))


@SQLITE
def test_the_register_has_a_literal_price(app: Flask) -> None:
    auditor = Visitor(app, "lu")
    assert "还没有认定" in auditor.open("/recognitions")
    with app.app_context(), expected(db.engine, 3):
        auditor.open("/recognitions")


@SQLITE
def test_only_caseworkers_hand_on(app: Flask) -> None:
    number = made(app, "12")
    for login in ("cheng", "fang", "lanxi"):
        Visitor(app, login).open(f"/cases/{number}/referral", expect=403)
    Visitor(app, "shen").open("/cases/2026-12-9999/referral", expect=404)
