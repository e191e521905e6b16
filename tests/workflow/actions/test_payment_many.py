"""Many cases in one batch: what is read for them is what a whole file says, and it costs what one case costs."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from benchmarks import batch_ground
from states.dossier import Dossier
from states.lifecycle import Refused, blockers
from tests.ground.queries import counted
from tests.people import FIRM
from tests.road import Road
from tests.workflow.actions.test_payment import LATER, cleared, prepared, released
from tests.workflow.actions.test_resolution import codes
from tests.workflow.desk import locked, new_firm, payment_of
from tests.workflow.filing import actor
from workflow.actions import accounts_seen, bank, payment, payment_plan
from workflow.actions.chain import chain_hash
from workflow.actions.payment_plan import Part
from workflow.clock import told
from workflow.db import db
from workflow.models.bank_change import BankChange
from workflow.models.case import Case, Transition
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.models.filing import Filing
from workflow.models.notice import Notice
from workflow.models.payment import PaymentBatch
from workflow.models.payment_line import BankAnswer, PaymentLine
from workflow.queries.batch_lines import line_of
from workflow.queries.casefile import open_file
from workflow.queries.payable import payables

STEPS = ("prepare_payment", "release_payment", "return_payment")
#: What the light dossier leaves out: nothing of it is asked by a guard of these steps.
ASKED = ("state", "controls", "dishonest", "duplicate_unresolved", "cleared", "objections_open", "appeals_open", "payment",
         "instalments_left", "sample", "plan_open", "instalment_on", "instalment_unmet")  # fmt: skip


def as_one(case_id: int) -> None:
    """The light dossier of a case says what its whole file says, and so do the guards."""
    whole, (light,) = open_file(locked(case_id)).dossier, payables([case_id])
    names = {one.name for one in fields(Dossier)}
    assert set(ASKED) <= names
    for name in ASKED:
        assert getattr(light.dossier, name) == getattr(whole, name), name
    for step in STEPS:
        for login in ("fang", "qin", "shen"):
            assert blockers(light.dossier, step, actor(login)) == blockers(whole, step, actor(login))
    db.session.rollback()


def test_what_is_read_for_many_is_what_the_whole_file_says(app: Flask) -> None:
    road = Road(app)
    for place, item, firm in (
        ("cleared", "10", "lanxi"),
        ("prepared", "14", "yanbei"),
        ("released", "11", "qinglan"),
        ("failed", "7b", "xingwan"),
        ("paid", "9", "lanxi"),
        ("publicity", "5", "yanbei"),
        ("committee", "4", "lanxi"),
    ):
        road.to(place, item=item, firm=firm)
        with app.app_context():
            as_one(road.case_id)
    with app.app_context():
        first = db.session.scalars(select(Case.id).where(Case.item == "10")).one()
        db.session.add(Dishonest(uscc=FIRM["lanxi"].uscc, since=date(2026, 1, 1), source="示例"))
        db.session.commit()
        as_one(first)


def test_it_says_so_too_of_other_money_and_of_instalments(app: Flask) -> None:
    with app.app_context(), told(LATER):
        case_id = cleared()
        db.session.execute(
            update(Filing)
            .where(Filing.case_id == case_id)
            .values(other_money=[{"source": "市级资金", "yuan": "100.00"}])
        )
        db.session.commit()
        assert payables([case_id])[0].dossier.duplicate_unresolved
        as_one(case_id)
        parts = [Part(6_000_000, date(2027, 1, 1), "验收"), Part(4_000_000, None, "")]
        plan = payment_plan.propose(locked(case_id), parts, "分期", actor("fang"))
        db.session.commit()
        as_one(case_id)
        payment_plan.confirm(locked(case_id), plan, actor("qin"))
        db.session.commit()
        light = payables([case_id])[0].dossier
        assert (light.instalment_on, light.instalment_unmet, light.instalments_left) == (date(2027, 1, 1), True, 2)
        as_one(case_id)


def test_a_thousand_cost_the_statements_of_one_and_leave_the_same_record(app: Flask) -> None:
    sent: list[tuple[int, int, int]] = []
    with app.app_context():
        for many in (1, 3, 50):
            ids = batch_ground.fill(many)
            with counted(db.engine) as one:
                batch = payment.prepare_fitting(ids, actor("fang")).batch
                db.session.commit()
            again = db.session.get_one(PaymentBatch, batch.id)
            total, number, qin = again.total_fen, again.number, actor("qin")
            with counted(db.engine) as two:
                payment.release(again, qin, total)
                db.session.commit()
            sent.append((many, len(one), len(two)))
        assert len({(first, second) for _many, first, second in sent}) == 1, sent
        case = db.session.get_one(Case, ids[-1])
        steps = db.session.scalars(
            select(Transition).where(Transition.case_id == case.id).order_by(Transition.seq)
        ).all()
        assert [step.action for step in steps[-2:]] == ["prepare_payment", "release_payment"]
        assert case.version == steps[-1].seq == len(batch_ground.WAY) + 2
        previous = ""
        for step in steps:
            assert step.hash == chain_hash(previous, step)
            previous = step.hash
        assert steps[-1].detail == {"batch": number, "fen": batch_ground.FEN}
        line = line_of(again.id, case.id)
        assert line is not None
        assert (line.state, line.voucher) == ("released", f"{number}-50")
        told_of = select(func.count()).where(Notice.kind == "release_payment", Notice.case_id == case.id)
        assert db.session.scalar(told_of.select_from(Notice)) == 1
        bank.confirm(payment_of(case.id), actor("qin"), "HD9")
        db.session.commit()
        answer = db.session.scalars(select(BankAnswer)).one()
        assert (answer.result, answer.fen, answer.line_id) == ("confirmed", batch_ground.FEN, line.id)


def test_one_that_cannot_be_paid_is_left_out_or_taken_out_and_the_total_follows(app: Flask) -> None:
    with app.app_context(), told(LATER):
        good, listed = cleared("10"), cleared("10", "yanbei")
        db.session.add(Dishonest(uscc=FIRM["yanbei"].uscc, since=date(2026, 4, 1), source="示例"))
        db.session.commit()
        made = payment.prepare_fitting([good, listed], actor("fang"))
        assert [reason.code for reason in made.left_out[listed]] == ["not_dishonest"]
        db.session.rollback()
        db.session.query(Dishonest).delete()
        batch = prepared(good, listed)
        payment.return_line(batch, listed, actor("qin"), "账户要核实")
        db.session.commit()
        assert batch.total_fen == 10_000_000
        with pytest.raises(Refused) as caught:
            payment.return_line(batch, listed, actor("qin"), "再退一次")
        assert codes(caught) == ["batch_not_waiting"]
        db.session.rollback()
        released(batch)
        states = dict(iter(db.session.execute(select(PaymentLine.case_id, PaymentLine.state))))
        assert states == {good: "released", listed: "returned"}


def test_money_goes_to_a_new_account_only_after_a_call(app: Flask) -> None:
    with app.app_context(), told(LATER):
        firm = new_firm()
        change = {"bank_name": "示例", "bank_account": "6222", "old_bank_name": "别的", "old_bank_account": "12345678"}
        people = {"requested_by": 1, "checked_by": actor("shen").user_id, "closed_by": actor("xu").user_id}
        at = dict.fromkeys(("requested_at", "checked_at", "closed_at"), datetime(2026, 4, 1, tzinfo=UTC))
        row = db.session.get_one(Enterprise, firm)
        row.bank_account = "62220001"
        db.session.add(BankChange(enterprise_id=firm, state="confirmed", call_note="打过", reason="", **people, **at,
                                  **(change | {"bank_account": "62220001"})))  # fmt: skip
        db.session.commit()
        case_id = cleared("10", firm)
        batch = prepared(case_id)
        with pytest.raises(Refused) as caught:
            payment.release(batch, actor("qin"), batch.total_fen)
        assert codes(caught) == ["account_uncalled"]
        db.session.rollback()
        line = line_of(batch.id, case_id)
        assert line is not None
        with pytest.raises(Refused) as caught:
            accounts_seen.called(batch, line, actor("fang"), "打给财务，尾号0001无误")
        assert codes(caught) == ["called_by_another"]
        accounts_seen.called(batch, line, actor("qin"), "打给财务，尾号0001无误")
        db.session.commit()
        released(batch)
        bank.confirm(payment_of(case_id), actor("qin"), "HD1")
        db.session.commit()
        released(prepared(cleared("14", firm)))  # money has arrived there: nobody need call again
