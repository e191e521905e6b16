"""The random sample: drawn with the approval, done by a colleague, a payment that waits, and two people to take it back."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from states.guard import Blocker
from states.lifecycle import Refused, blockers
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor
from workflow import sampling
from workflow.actions import (
    assignment,
    countersign,
    objection,
    payment,
    publicity,
    resolution,
    sample,
    sample_rate,
    sample_seeds,
)
from workflow.actions.countersign import Ground
from workflow.clock import told
from workflow.db import db
from workflow.models.budget import BudgetEntry
from workflow.models.case import Transition
from workflow.models.notice import Notice
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.sample import SampleCheck, SampleDraw, SampleTally
from workflow.models.sample_rate import SampleRate
from workflow.models.sample_seed import SampleReveal, SampleSeed
from workflow.queries import samples
from workflow.queries.casefile import open_file
from workflow.queries.sample_proof import proof

MONDAY = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
LATER = MONDAY + timedelta(days=14)
NOTE = "核对了发票原件和年报，金额无误。"


def rated(per_mille: int = 1000, item: str = "10") -> SampleRate:
    """A rate in force."""
    row = sample_rate.propose(item, per_mille, "新条款第一年。", actor("xu"))
    sample_rate.decide(row, actor("cheng"), approved=True)
    db.session.commit()
    return row


def approved(firm: str = "lanxi") -> int:
    """A case approved just now."""
    case_id = before_committee("10", firm=firm)
    resolution.approve(locked(case_id), actor("cheng"))
    db.session.commit()
    return case_id


def check_of(case_id: int) -> SampleCheck:
    return db.session.scalars(select(SampleCheck).where(SampleCheck.case_id == case_id)).one()


def test_a_chosen_case_waits_for_a_colleague_and_is_paid_after_the_check(app: Flask) -> None:
    with app.app_context():
        with told(MONDAY):
            rated()
            case_id = approved()
            drawn = db.session.scalars(select(SampleDraw)).one()
            assert (drawn.chosen, drawn.per_mille, check_of(case_id).state) == (True, 1000, "open")
            asked = db.session.scalars(select(Notice.user_id).where(Notice.kind == "sample_drawn")).all()
            assert asked == [actor("tang").user_id]  # the reviewer and the supervisor of the case are not outside it
        with told(LATER):
            publicity.clear_due(LATER.date())
            db.session.commit()
            with pytest.raises(Refused, match="抽中复查"):
                payment.prepare([locked(case_id)], actor("fang"))
            db.session.rollback()
            for insider in ("shen", "xu", "cheng"):
                with pytest.raises(Refused, match="另一位同事"):
                    sample.clear(locked(case_id), actor(insider), NOTE)
                db.session.rollback()
            for wrong, word in ((actor("fang"), "经办人"), (actor("lanxi"), "经办人")):
                with pytest.raises(Refused, match=word):
                    sample.clear(locked(case_id), wrong, NOTE)
            with pytest.raises(Refused, match="理由"):
                sample.clear(locked(case_id), actor("jiang"), "  ")
            db.session.rollback()
            sample.clear(locked(case_id), actor("jiang"), NOTE)
            db.session.commit()
            with pytest.raises(Refused, match="没有待查"):
                sample.object_to(locked(case_id), actor("tang"), NOTE)
            db.session.rollback()
            payment.prepare([locked(case_id)], actor("fang"))
            db.session.commit()
            row, tally = check_of(case_id), db.session.scalars(select(SampleTally)).one()
            assert (row.state, row.note, row.checked_by) == ("cleared", NOTE, actor("jiang").user_id)
            assert (tally.drawn, tally.chosen, tally.cleared, tally.objected) == (1, 1, 1, 0)
            assert (tally.item, tally.year, tally.quarter) == ("10", 2026, 2)
            assert proof().problems == []
        db.session.rollback()


@pytest.mark.parametrize("before", ["", "failed"])
def test_the_schema_itself_keeps_the_payment_waiting(app: Flask, before: str) -> None:
    """A new payment and one that the bank returned: neither is prepared while the case is being checked."""
    with app.app_context(), told(MONDAY):
        rated()
        case_id = approved()
        case = locked(case_id)
        batch = PaymentBatch(number="2026-P99", total_fen=1, prepared_by=actor("fang").user_id or 0, prepared_at=MONDAY)
        db.session.add(batch)
        db.session.flush()
        account = {"account_holder": "x", "bank_name": "x", "bank_account": "1"}
        line = {
            "case_id": case_id,
            "enterprise_id": case.enterprise_id,
            "instalment": 1,
            "fen": 1,
            "batch_id": batch.id,
        }
        row = Payment(**line, **account, state=before or "prepared", failure=before, prepared_at=MONDAY)
        db.session.add(row)
        if before:
            db.session.flush()
            row.state = "prepared"
        with pytest.raises(IntegrityError, match="waits for the sample"):
            db.session.flush()
        db.session.rollback()


def raised(*firms: str) -> list[int]:
    """Cases in whose checks Jiang raised something."""
    rated()
    found = [approved(firm) for firm in firms]
    for case_id in found:
        sample.object_to(locked(case_id), actor("jiang"), "发票有两张重复。")
        db.session.commit()
    return found


def test_what_was_raised_is_settled_by_a_supervisor_outside_the_case(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        (case_id,) = raised("lanxi")
        told_of = db.session.scalars(select(Notice.user_id).where(Notice.kind == "sample_objected")).all()
        assert set(told_of) == {actor("cheng").user_id, actor("tang").user_id}
        with pytest.raises(Refused, match="抽中复查"):
            payment.prepare([locked(case_id)], actor("fang"))
        db.session.rollback()
        with pytest.raises(Refused, match="另一位同事"):
            sample.overrule(locked(case_id), actor("cheng"), "已核对")  # approved it
        with pytest.raises(Refused, match="科室负责人"):
            sample.overrule(locked(case_id), actor("jiang"), "已核对")
        db.session.rollback()
        sample.overrule(locked(case_id), actor("tang"), "两张发票号段不同，不重复。")
        db.session.commit()
        assert check_of(case_id).state == "overruled"
        assert "sample_cleared" not in {one.code for one in blockers_of(case_id)}
        db.session.rollback()


def blockers_of(case_id: int) -> tuple[Blocker, ...]:
    """What keeps finance from preparing the payment."""
    return blockers(open_file(locked(case_id)).dossier, "prepare_payment", actor("fang"))


def test_upheld_the_case_is_decided_anew_and_drawn_anew(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        (case_id,) = raised("yanbei")
        sample.uphold(locked(case_id), actor("cheng"), "确有重复，重新审定。")
        db.session.commit()
        case = locked(case_id)
        assert (case.state, case.award_fen, check_of(case_id).state) == ("committee", None, "upheld")
        assert sum(db.session.scalars(select(BudgetEntry.fen).where(BudgetEntry.case_id == case_id))) == 0
        step = db.session.get_one(Transition, (case_id, case.version))
        assert (step.action, step.detail["second_person"]) == ("uphold_sample", actor("jiang").user_id)
        tally = db.session.scalars(select(SampleTally)).one()
        assert (tally.drawn, tally.chosen, tally.cleared, tally.objected) == (1, 1, 0, 1)
        resolution.approve(case, actor("cheng"))
        db.session.commit()
        draws = db.session.scalars(select(SampleDraw.draw).order_by(SampleDraw.seq)).all()
        assert len(set(draws)) == 2
        sample.object_to(locked(case_id), actor("tang"), "还是有问题。")
        with pytest.raises(Refused, match="您提的"):
            sample.uphold(locked(case_id), actor("tang"), "成立")
        assert proof().problems == []
        db.session.rollback()


def test_a_check_stays_with_a_case_that_went_back_for_another_reason(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        rated()
        case_id = approved()
        said = objection.Statement("王小溪", "13900000009", "规模数据与公开年报不符。")
        raised_by = objection.raise_objection(locked(case_id), said, form_key="k" * 24, source="a" * 64)
        assignment.assign(locked(case_id), raised_by, actor("jiang").user_id or 0, actor("cheng"))
        asked = countersign.propose(locked(case_id), "uphold_objection", "重审", actor("cheng"), Ground(raised_by))
        countersign.confirm(locked(case_id), asked, actor("tang"))
        db.session.commit()
        assert (locked(case_id).state, check_of(case_id).state, samples.waiting()) == ("committee", "open", [])
        with pytest.raises(Refused, match="公示"):
            sample.clear(locked(case_id), actor("jiang"), NOTE)
        db.session.rollback()
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()
        assert len(db.session.scalars(select(SampleDraw)).all()) == 2
        assert [line.state for line in samples.waiting()] == ["open"]  # one check for both draws
        sample.clear(locked(case_id), actor("jiang"), NOTE)
        assert (check_of(case_id).state, samples.waiting(), proof().problems) == ("cleared", [], [])
        db.session.rollback()


def test_a_rate_needs_two_people_and_nothing_is_drawn_without_one(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        approved()
        assert db.session.scalars(select(SampleDraw)).all() == []
        row = sample_rate.propose("10", 0, "先不抽。", actor("cheng"))
        for wrong, word in (("cheng", "另一位科室负责人"), ("xu", "科室负责人")):
            with pytest.raises(Refused, match=word):
                sample_rate.decide(row, actor(wrong), approved=True)
        with pytest.raises(Refused, match="在等决定"):
            sample_rate.propose("10", 5, "再提一次。", actor("xu"))
        for item, per_mille, word in (("12", 5, "不用抽查"), ("9", 1001, "比例"), ("9", -1, "比例")):
            with pytest.raises(Refused, match=word):
                sample_rate.propose(item, per_mille, "试试。", actor("xu"))
        with pytest.raises(Refused, match="复核人"):
            sample_rate.propose("9", 5, "试试。", actor("shen"))
        sample_rate.decide(row, actor("tang"), approved=True)
        with pytest.raises(Refused, match="已经决定"):
            sample_rate.decide(row, actor("tang"), approved=False)
        db.session.commit()
        case_id = approved("yanbei")
        drawn = db.session.scalars(select(SampleDraw)).one()
        assert (drawn.case_id, drawn.chosen) == (case_id, False)
        assert locked(case_id).state == "publicity"
        db.session.rollback()


def test_the_seed_is_promised_first_and_shown_afterwards_and_every_draw_can_be_made_again(app: Flask) -> None:
    with app.app_context():
        with told(MONDAY - timedelta(days=1)):
            assert sample_seeds.commit_ahead() == 1 + sample_seeds.AHEAD
            assert sample_seeds.commit_ahead() == 0
            db.session.commit()
        with told(MONDAY):
            rated(300)
            case_id = approved()
            assert sample_seeds.reveal_past() == 1  # Sunday's only: Monday's still draws
            db.session.commit()
        drawn = db.session.scalars(select(SampleDraw)).one()
        promised = db.session.get_one(SampleSeed, drawn.seed_id)
        assert promised.committed_at < drawn.drawn_at
        assert db.session.get(SampleReveal, promised.id) is None
        with told(MONDAY + timedelta(days=1)):
            sample_seeds.reveal_past()
            db.session.commit()
        shown = db.session.get_one(SampleReveal, promised.id).seed
        assert sampling.commitment(shown) == promised.commitment
        case = locked(case_id)
        approval = db.session.get_one(Transition, (case_id, drawn.seq))
        again = sampling.draw(shown, case.number, drawn.round, approval.hash)
        assert (again, sampling.is_chosen(again, 300)) == (drawn.draw, drawn.chosen)
        assert (proof().draws, proof().problems) == (1, [])
        app.config["SECRET_KEY"] = "changed"  # what was revealed needs the secret no more
        assert proof().problems == []
        db.session.rollback()
        db.session.execute(update(SampleTally).values(drawn=7))
        db.session.commit()
        assert [one.word for one in proof().problems] == ["tally"]
        db.session.rollback()
