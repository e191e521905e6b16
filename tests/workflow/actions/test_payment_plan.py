"""An award in parts: two people for the plan, each part on its day and condition, never more than the award."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from states.lifecycle import Refused
from states.next_words import MORE_TO_COME, next_sentence
from tests.workflow.actions.test_payment import LATER, cleared, prepared, released
from tests.workflow.actions.test_resolution import codes
from tests.workflow.desk import locked
from tests.workflow.filing import actor
from workflow.actions import bank, payment_plan
from workflow.actions.payment_plan import Part
from workflow.clock import told
from workflow.db import db
from workflow.models.case import Transition
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.payment_plan import PaymentPlan
from workflow.queries import payable_list, payment_plans
from workflow.queries.casefile import open_file

NEXT_YEAR = datetime(2027, 3, 2, 2, 0, tzinfo=UTC)
HALVES = (Part(6_000_000, None, ""), Part(4_000_000, date(2027, 3, 1), "提交验收报告"))


def planned(case_id: int) -> PaymentPlan:
    """A plan in force."""
    plan = payment_plan.propose(locked(case_id), HALVES, "按进度拨付", actor("fang"))
    payment_plan.confirm(locked(case_id), plan, actor("qin"))
    db.session.commit()
    return plan


def arrived(batch: PaymentBatch, case_id: int, reference: str) -> None:
    """The batch is released and the bank confirms."""
    released(batch)
    query = select(Payment).where(Payment.case_id == case_id).order_by(Payment.instalment.desc()).limit(1)
    bank.confirm(db.session.scalars(query).one(), actor("qin"), reference)
    db.session.commit()


def test_two_parts_two_payments_and_then_the_case_is_paid(app: Flask) -> None:
    with app.app_context():
        with told(LATER):
            case_id = cleared()
            plan = planned(case_id)
            batch = prepared(case_id)
            assert batch.total_fen == 6_000_000
            arrived(batch, case_id, "HD1")
            case = locked(case_id)
            assert (case.state, case.paid_at, open_file(case).instalments_left) == ("publicity", None, 1)
            assert case.due_on == date(2027, 3, 1)
            assert next_sentence(open_file(case).dossier) == MORE_TO_COME
            assert payable_list.waiting() == []
            with pytest.raises(Refused) as caught:
                prepared(case_id)
            assert codes(caught) == ["instalment_due", "instalment_met"]
            assert "2027-03-01起" in caught.value.blockers[0].zh
            db.session.rollback()
        with told(NEXT_YEAR):
            assert payable_list.waiting() == []
            payment_plan.meet(plan, 2, "收到验收报告原件", actor("fang"))
            db.session.commit()
            (claim,) = payable_list.waiting()
            assert (claim.instalment, claim.fen) == (2, 4_000_000)
            arrived(prepared(case_id), case_id, "HD2")
        assert locked(case_id).state == "paid"
        paid = select(Transition.action).where(Transition.case_id == case_id).order_by(Transition.seq.desc())
        assert db.session.scalars(paid.limit(1)).one() == "confirm_payment"
        assert sum(db.session.scalars(select(Payment.fen))) == 10_000_000
        assert [step.state for step in payment_plans.parts([plan.id])[plan.id]] == ["confirmed", "confirmed"]


def test_a_plan_needs_a_second_person_and_makes_up_the_award(app: Flask) -> None:
    with app.app_context(), told(LATER):
        case_id = cleared()
        for parts, code in (
            ((Part(10_000_000, None, ""),), "plan_parts"),
            ((Part(6_000_000, None, ""), Part(4_000_001, None, "")), "plan_total"),
            ((Part(6_000_000, date(2027, 1, 2), ""), Part(4_000_000, date(2027, 1, 1), "")), "plan_order"),
        ):
            with pytest.raises(Refused) as caught:
                payment_plan.propose(locked(case_id), parts, "分期", actor("fang"))
            assert codes(caught) == [code]
        plan = payment_plan.propose(locked(case_id), HALVES, "分期", actor("fang"))
        db.session.commit()
        with pytest.raises(Refused) as caught:
            payment_plan.confirm(locked(case_id), plan, actor("fang"))
        assert codes(caught) == ["plan_own"]
        with pytest.raises(Refused) as caught:
            prepared(case_id)
        assert codes(caught) == ["plan_decided"]
        db.session.rollback()
        payment_plan.refuse(plan, actor("qin"), "一次付清")
        db.session.commit()
        assert prepared(case_id).total_fen == 10_000_000
        with pytest.raises(Refused) as caught:
            payment_plan.propose(locked(case_id), HALVES, "分期", actor("fang"))
        assert codes(caught) == ["plan_paid"]


def test_the_schema_pays_no_more_than_the_award_and_confirms_no_plan_that_differs(app: Flask) -> None:
    with app.app_context(), told(LATER):
        case_id = cleared()
        plan = planned(case_id)
        prepared(case_id)
        above = update(Payment).where(Payment.case_id == case_id).values(fen=10_000_001)
        more = update(PaymentPlan).where(PaymentPlan.id == plan.id).values(award_fen=10_000_001)
        for change, said in ((above, "above the award"), (more, "make up its award")):
            with pytest.raises(IntegrityError, match=said):
                db.session.execute(change)
            db.session.rollback()
