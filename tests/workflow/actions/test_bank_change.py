"""Another account: asked for, called about, confirmed by somebody else, and in force only then."""

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from states.lifecycle import Refused
from tests.people import FIRM
from tests.road import Road
from tests.workflow.filing import actor
from workflow.actions import bank_change, bank_check
from workflow.db import db
from workflow.models.bank_change import BankChange
from workflow.models.enterprise import Enterprise
from workflow.models.notice import Notice
from workflow.models.payment import Payment
from workflow.queries.bank_changes import confirmed

BANK, ACCOUNT = "中国示例银行深圳坂田支行", "4000020100200123499"


def asked(firm: str = "lanxi") -> int:
    change = bank_change.request(actor(firm), BANK, ACCOUNT)
    db.session.commit()
    return change.id


def account_of(firm: str) -> str:
    return db.session.scalars(select(Enterprise.bank_account).where(Enterprise.uscc == FIRM[firm].uscc)).one()


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    db.session.rollback()
    return caught.value.blockers[0].code


def test_the_account_changes_at_the_confirmation_and_not_before(app: Flask) -> None:
    with app.app_context():
        change = asked()
        assert account_of("lanxi") == FIRM["lanxi"].bank_account
        bank_check.check(change, actor("shen"), "打了登记电话，本人确认")
        db.session.commit()
        assert account_of("lanxi") == FIRM["lanxi"].bank_account
        bank_check.confirm(change, actor("xu"))
        db.session.commit()
        assert account_of("lanxi") == ACCOUNT
        row = db.session.get_one(BankChange, change)
        assert (row.old_bank_account, row.state) == (FIRM["lanxi"].bank_account, "confirmed")
        assert confirmed([FIRM["lanxi"].uscc])[FIRM["lanxi"].uscc].by == "许岚"
        kinds = db.session.scalars(select(Notice.title_zh).order_by(Notice.id)).all()
        assert kinds[-1] == "收款账户已换成尾号3499的账户"


def test_who_called_does_not_confirm_and_nobody_skips_the_call(app: Flask) -> None:
    with app.app_context():
        change = asked()
        with pytest.raises(Refused) as caught:
            bank_check.confirm(change, actor("xu"))
        assert code(caught) == "change_over"
        bank_check.check(change, actor("xu"), "打了电话")
        db.session.commit()
        with pytest.raises(Refused) as caught:
            bank_check.confirm(change, actor("xu"))
        assert code(caught) == "another_person"
        row = db.session.get_one(BankChange, change)
        row.state, row.closed_by, row.closed_at = "confirmed", row.checked_by, row.checked_at
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_one_change_at_a_time_and_a_real_one(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(Refused) as caught:
            bank_change.request(actor("lanxi"), FIRM["lanxi"].bank_name, FIRM["lanxi"].bank_account)
        assert code(caught) == "nothing_new"
        asked()
        with pytest.raises(Refused) as caught:
            asked()
        assert code(caught) == "change_under_way"
        bank_change.withdraw(actor("lanxi"))
        db.session.commit()
        with pytest.raises(Refused) as caught:
            bank_change.withdraw(actor("lanxi"))
        assert code(caught) == "change_over"
        assert db.session.get_one(BankChange, asked()).state == "open"


def test_a_refusal_keeps_the_account_and_tells_why(app: Flask) -> None:
    with app.app_context():
        change = asked()
        bank_check.refuse(change, actor("shen"), "电话里的人说没有提过")
        db.session.commit()
        assert account_of("lanxi") == FIRM["lanxi"].bank_account
        assert (
            "电话里的人说没有提过"
            in db.session.scalars(select(Notice.body_zh).order_by(Notice.id.desc()).limit(1)).one()
        )
        with pytest.raises(Refused) as caught:
            bank_check.check(change, actor("shen"), "x")
        assert code(caught) == "change_over"


def test_it_waits_while_a_payment_is_on_its_way(app: Flask) -> None:
    road = Road(app)
    road.to("released", firm="lanxi")
    with app.app_context():
        change = asked()
        bank_check.check(change, actor("shen"), "打了电话")
        db.session.commit()
        with pytest.raises(Refused) as caught:
            bank_check.confirm(change, actor("xu"))
        assert code(caught) == "payment_under_way"
        db.session.execute(update(Payment).values(state="failed", failure="退回"))
        bank_check.confirm(change, actor("xu"))
        db.session.commit()
        assert account_of("lanxi") == ACCOUNT


def test_the_database_itself_refuses_an_account_that_nobody_confirmed(app: Flask) -> None:
    with app.app_context():
        asked()
        mine = update(Enterprise).where(Enterprise.uscc == FIRM["lanxi"].uscc)
        with pytest.raises(IntegrityError, match="enterprise_account_confirmed"):
            db.session.execute(mine.values(bank_account=ACCOUNT, bank_name=BANK))
        db.session.rollback()
        db.session.execute(mine.values(contact_phone="13900000000"))
        db.session.commit()
