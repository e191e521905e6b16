"""The call before a change of account goes to a number that was not put there for it."""

from collections.abc import Callable

import pytest
from flask import Flask

from states.lifecycle import Refused
from tests.visitor import Visitor
from tests.workflow.actions.test_bank_change import asked
from tests.workflow.filing import actor
from workflow.actions import bank_change, contacts
from workflow.db import db

Visit = Callable[[str | None], Visitor]


def test_the_number_stays_while_a_change_is_under_way(app: Flask) -> None:
    with app.app_context():
        phone = bank_change.locked_firm(actor("lanxi").enterprise_id or 0).contact_phone
        asked()
        with pytest.raises(Refused, match="原来登记的电话"):
            contacts.change(actor("lanxi"), "深圳市龙华区", "李雷", "13800000000")
        contacts.change(actor("lanxi"), "深圳市龙华区", "李雷", phone)
        bank_change.withdraw(actor("lanxi"))
        contacts.change(actor("lanxi"), "深圳市龙华区", "李雷", "13800000000")
        db.session.rollback()


def test_who_calls_sees_the_number_of_before(app: Flask, visit: Visit) -> None:
    with app.app_context():
        phone = bank_change.locked_firm(actor("lanxi").enterprise_id or 0).contact_phone
        for number in ("13800000000", "13800000001"):
            contacts.change(actor("lanxi"), "深圳市龙华区", "李雷", number)
        change, other = asked(), asked("yanbei")
    shen = visit("shen")
    assert f"请打原来的号码{phone}核实" in shen.open(f"/bank-changes/{change}")
    assert "请打原来的号码" not in shen.open(f"/bank-changes/{other}")
