"""A change of account through the pages of both sides, and what the payment pages say of it."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.people import FIRM, PASSWORD
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
NEW = {
    "account_holder": FIRM["lanxi"].name,
    "bank_name": "中国示例银行深圳坂田支行",
    "bank_account": "4000 0201 0020 0123 499",
    "current": PASSWORD,
}


def asked(visit: Visit) -> Visitor:
    lanxi = visit("lanxi")
    lanxi.open("/enterprise/account")
    lanxi.send("/enterprise/account", expect=200, **NEW)
    assert "等电话核实" in lanxi.text
    return lanxi


def test_from_the_question_to_the_account_in_force(app: Flask, visit: Visit) -> None:
    lanxi, shen, xu = asked(visit), visit("shen"), visit("xu")
    shen.open("/bank-changes")
    assert FIRM["lanxi"].name in shen.text
    shen.open("/bank-changes/1")
    assert "4000020100200123499" in shen.text
    xu.open("/bank-changes/1")
    assert "/confirmation" not in xu.text
    shen.send("/check", note=" ", expect=422)
    shen.send("/check", note="打了13800000001，林知夏本人确认", expect=200)
    assert "/confirmation" not in shen.text
    xu.open("/bank-changes/1")
    assert "林知夏本人确认" in xu.text
    xu.send("/confirmation", expect=200)
    assert "已确认，从现在起付到新账户" in xu.text
    lanxi.open("/enterprise")
    assert "尾号3499" in lanxi.text
    assert "已生效" in lanxi.text
    assert "许岚" not in lanxi.text
    assert "林知夏本人确认" not in lanxi.text
    fang = visit("fang")
    fang.open("/bank-changes/1")
    assert "4000020100200123499" not in fang.text


def test_a_wrong_holder_or_password_asks_nothing(visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open("/enterprise/account")
    lanxi.send("/enterprise/account", expect=422, **(NEW | {"account_holder": "林既白"}))
    assert "户名要和企业名称一致" in lanxi.text
    lanxi.send("/enterprise/account", expect=422, **(NEW | {"current": "wrong"}))
    assert "密码不对" in lanxi.text
    assert PASSWORD not in lanxi.text
    shen = visit("shen")
    assert "没有在办的账户变更" in shen.open("/bank-changes")


def test_a_refusal_reaches_the_enterprise_and_a_withdrawal_the_bureau(visit: Visit) -> None:
    lanxi, shen = asked(visit), visit("shen")
    shen.open("/bank-changes/1")
    shen.send("/refusal", reason="电话里说没有提过", expect=200)
    lanxi.open("/enterprise")
    assert "电话里说没有提过" in lanxi.text
    lanxi.open("/enterprise/account")
    lanxi.send("/enterprise/account", expect=200, **NEW)
    lanxi.send("/withdrawal", expect=200)
    assert "仍付到原账户" in lanxi.text
    shen.open("/bank-changes/2")
    assert "企业撤回" in shen.text
    shen.open("/bank-changes/999", expect=404)
    shen.open("/bank-changes/x", expect=404)


def test_contacts_are_kept_up_to_date_by_the_enterprise(visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open("/enterprise")
    lanxi.send("/contacts", contact_phone="call me", expect=422)
    assert "电话要写成" in lanxi.text
    lanxi.send("/contacts", contact_phone="0755-88886666", expect=200)
    assert 'value="0755-88886666"' in lanxi.text


def test_the_payment_pages_say_since_when_the_account_is_in_force(app: Flask, visit: Visit) -> None:
    from tests.workflow.account_samples import confirmed_account
    from tests.workflow.views.test_payments import cleared, prepared

    number = cleared(app)
    confirmed_account(app, "lanxi", "4000020100200123499")
    fang = visit("fang")
    fang.open("/payments")
    assert "许岚确认" in fang.text
    fang.open(prepared(app, visit, number))
    assert "许岚确认" in fang.text
    assert "尾号3499" in fang.text
