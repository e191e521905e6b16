"""Paying: two finance officers, one payment for each case, whatever the bank answers. On both databases."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from states.lifecycle import Refused
from tests.people import FIRM
from tests.workflow.actions.test_resolution import codes
from tests.workflow.desk import before_committee, locked, payment_of
from tests.workflow.filing import actor
from workflow.actions import bank, payment, publicity, resolution
from workflow.clock import told
from workflow.db import db
from workflow.models.case import ControlStep
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.models.notice import Notice
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.rent import RentEntry, RentMonth

APPROVED = datetime(2026, 4, 17, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 27, 2, 0, tzinfo=UTC)


def cleared(item: str = "10", firm: str = "lanxi") -> int:
    """A case whose notice is over."""
    with told(APPROVED):
        case_id = before_committee(item, firm=firm)
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()
    with told(LATER):
        publicity.clear_due(date(2026, 4, 27))
        db.session.commit()
    return case_id


def prepared(*ids: int, by: str = "fang") -> PaymentBatch:
    """A batch of these cases."""
    batch = payment.prepare([locked(case_id) for case_id in ids], actor(by))
    db.session.commit()
    return batch


def released(batch: PaymentBatch) -> None:
    payment.release(batch, actor("qin"), batch.total_fen)
    db.session.commit()


def test_two_cases_one_batch_two_people_until_the_bank_confirms(app: Flask) -> None:
    with app.app_context():
        ten, rent = cleared("10"), cleared("14", "yanbei")
        with told(LATER):
            batch = prepared(ten, rent)
            assert (batch.number, batch.total_fen) == ("2026-P01", 10_000_000 + 2_160_000)
            line = payment_of(rent)
            assert (line.account_holder, line.bank_account) == (FIRM["yanbei"].name, FIRM["yanbei"].bank_account)
            released(batch)
            bank.confirm(payment_of(rent), actor("qin"), "HD20260427001")
            db.session.commit()
        case = locked(rent)
        assert (case.state, case.paid_at) == ("paid", LATER)
        assert set(db.session.scalars(select(RentMonth.state))) == {"paid"}
        assert (
            db.session.scalars(select(RentEntry.kind).order_by(RentEntry.id)).all() == ["reserved"] * 3 + ["paid"] * 3
        )
        assert locked(ten).state == "publicity"
        titles = db.session.scalars(select(Notice.body_zh).order_by(Notice.id)).all()
        assert "21,600.00元" in titles[-1]


def test_the_preparer_cannot_release_and_the_total_must_be_typed(app: Flask) -> None:
    with app.app_context(), told(LATER):
        batch = prepared(cleared())
        with pytest.raises(Refused) as caught:
            payment.release(batch, actor("fang"), batch.total_fen)
        assert codes(caught) == ["released_by_another"]
        with pytest.raises(Refused) as caught:
            payment.release(batch, actor("qin"), batch.total_fen - 1)
        assert codes(caught) == ["wrong_total"]
        db.session.rollback()
        released(batch)
        with pytest.raises(Refused) as caught:
            payment.release(batch, actor("qin"), batch.total_fen)
        assert codes(caught) == ["batch_not_waiting"]


def test_a_failed_line_moves_to_a_new_batch(app: Flask) -> None:
    with app.app_context(), told(LATER):
        case_id = cleared()
        first = prepared(case_id)
        released(first)
        bank.fail(payment_of(case_id), actor("qin"), "户名与账号不符")
        db.session.commit()
        row = payment_of(case_id)
        assert (row.state, row.failure, locked(case_id).state) == ("failed", "户名与账号不符", "publicity")
        second = prepared(case_id)
        again = payment_of(case_id)
        assert (again.id, again.batch_id, again.state, second.number) == (row.id, second.id, "prepared", "2026-P02")
        released(second)
        bank.confirm(payment_of(case_id), actor("fang"), "HD1")
        db.session.commit()
        assert locked(case_id).state == "paid"
        assert len(db.session.scalars(select(Payment)).all()) == 1


def test_a_batch_that_is_not_released_goes_back_and_can_be_prepared_again(app: Flask) -> None:
    with app.app_context(), told(LATER):
        case_id = cleared()
        batch = prepared(case_id)
        payment.return_batch(batch, actor("qin"), "账户要再核实")
        db.session.commit()
        assert (payment_of(case_id).state, payment_of(case_id).failure) == ("failed", "账户要再核实")
        with pytest.raises(Refused) as caught:
            payment.release(batch, actor("qin"), batch.total_fen)
        assert codes(caught) == ["batch_not_waiting"]
        assert prepared(case_id).number == "2026-P02"


def test_a_reference_of_the_bank_is_used_once(app: Flask) -> None:
    with app.app_context(), told(LATER):
        one, two = cleared("10"), cleared("10", "yanbei")
        released(prepared(one, two))
        bank.confirm(payment_of(one), actor("qin"), "HD1")
        db.session.commit()
        for reference in ("HD1", "  "):
            with pytest.raises(Refused) as caught:
                bank.confirm(payment_of(two), actor("qin"), reference)
            assert codes(caught) == ["bank_ref"]
            db.session.rollback()
        assert locked(two).state == "publicity"


def test_the_register_of_dishonesty_is_looked_at_before_prepare_and_before_release(app: Flask) -> None:
    with app.app_context(), told(LATER):
        good, listed = cleared("10"), cleared("10", "yanbei")
        batch = prepared(good, listed)
        db.session.add(Dishonest(uscc=FIRM["yanbei"].uscc, since=date(2026, 4, 1), source="示例"))
        db.session.commit()
        with pytest.raises(Refused) as caught:
            payment.release(batch, actor("qin"), batch.total_fen)
        assert codes(caught) == ["not_dishonest"]
        assert locked(listed).number in caught.value.blockers[0].zh
        db.session.rollback()
        assert {row.state for row in db.session.scalars(select(Payment))} == {"prepared"}
        payment.return_batch(batch, actor("qin"), "有失信记录")
        db.session.commit()
        with pytest.raises(Refused) as caught:
            prepared(good, listed)
        assert codes(caught) == ["not_dishonest"]
        db.session.rollback()
        assert prepared(good).total_fen == 10_000_000


def test_what_cannot_be_prepared(app: Flask) -> None:
    with app.app_context(), told(LATER):
        with pytest.raises(Refused) as caught:
            prepared()
        assert codes(caught) == ["none_chosen"]
        case_id = cleared()
        prepared(case_id)
        with pytest.raises(Refused) as caught:
            prepared(case_id)
        assert codes(caught) == ["no_payment_under_way"]
        db.session.rollback()
        other = cleared("10", "yanbei")
        db.session.execute(
            update(Enterprise).where(Enterprise.uscc == FIRM["yanbei"].uscc).values(account_holder="别的公司")
        )
        db.session.commit()
        with pytest.raises(Refused) as caught:
            prepared(other)
        assert codes(caught) == ["account_holder"]


def test_who_paid_is_not_who_evaluated(app: Flask) -> None:
    with app.app_context(), told(LATER):
        case_id = cleared()
        db.session.execute(
            update(ControlStep).where(ControlStep.step == "evaluate").values(actor_id=actor("fang").user_id)
        )
        db.session.commit()
        with pytest.raises(Refused) as caught:
            prepared(case_id)
        assert codes(caught) == ["apart_pay_prepare"]
