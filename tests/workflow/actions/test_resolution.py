"""Votes and decisions: what they write, what they refuse, and that a refusal writes nothing. On both databases."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from states.lifecycle import Refused
from tests.workflow.desk import FACTS, before_committee, locked
from tests.workflow.filing import actor
from workflow.actions import resolution, voting
from workflow.clock import told
from workflow.db import db
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.models.cap import CapAccount, CapEntry
from workflow.models.case import ControlStep, Transition
from workflow.models.decision import Award, Decision, Publicity
from workflow.models.notice import Notice
from workflow.models.rent import RentEntry, RentMonth, RentTotal

BIG = FACTS["5"]  # 3,000,000 yuan: above what the supervisor may decide without a vote
CARRIED: dict[str, Any] = {
    "result": "approve", "amount_fen": 300_000_000, "votes_for": 5, "votes_against": 1, "votes_abstain": 0,
    "meeting": "2026年第3次审定会", "reason": "",
}  # fmt: skip


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def case_of(item: str, facts: dict[str, Any] | None = None, firm: str = "lanxi") -> int:
    made = before_committee(item, facts, firm)
    db.session.commit()
    return made


def vote(case_id: int, **changes: Any) -> Decision:
    made = voting.record_vote(locked(case_id), actor("bai"), **(CARRIED | changes))
    db.session.commit()
    return made


def approve(case_id: int, reason: str = "") -> None:
    resolution.approve(locked(case_id), actor("cheng"), reason)
    db.session.commit()


def refused(case_id: int) -> list[str]:
    """Approve, be refused, and see that not a row was written."""
    tables = (Award, CapEntry, BudgetEntry, RentMonth, RentEntry, Publicity, Transition, ControlStep, Notice)
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in tables]
    with pytest.raises(Refused) as caught:
        resolution.approve(locked(case_id), actor("cheng"))
    db.session.rollback()
    assert [db.session.scalar(select(func.count()).select_from(table)) for table in tables] == before
    assert locked(case_id).state == "committee"
    return codes(caught)


def test_a_small_award_needs_no_vote(app: Flask) -> None:
    with app.app_context(), told(datetime(2026, 3, 18, 2, 0, tzinfo=UTC)):
        case_id = case_of("10")
        approve(case_id, "符合条件")
        case = locked(case_id)
        assert (case.state, case.award_fen) == ("publicity", 10_000_000)
        award = db.session.scalars(select(Award)).one()
        assert (award.fen, award.year, award.project, award.item) == (10_000_000, 2026, "", "10")
        account = db.session.scalars(select(CapAccount)).one()
        assert (account.scope, account.used_fen, account.limit_fen) == ("ever", 10_000_000, 100_000_000)
        assert db.session.scalars(select(CapEntry.fen)).all() == [10_000_000]
        decision = db.session.scalars(select(Decision)).one()
        assert (decision.result, decision.amount_fen, decision.executed_by) == (
            "approve",
            10_000_000,
            actor("cheng").user_id,
        )
        notice = db.session.scalars(select(Publicity)).one()
        assert (notice.starts_on.isoformat(), notice.ends_on.isoformat()) == ("2026-03-18", "2026-03-24")
        assert case.due_on == notice.ends_on
        message = db.session.scalars(select(Notice)).one()
        assert "100,000.00元" in message.body_zh
        assert "2026-03-24" in message.body_en


def test_the_budget_of_the_year_is_reserved(app: Flask) -> None:
    with app.app_context(), told(datetime(2026, 3, 18, 2, 0, tzinfo=UTC)):
        _plan(10, 15_000_000)
        one, two = case_of("10"), case_of("10", firm="yanbei")
        approve(one)
        assert (
            db.session.scalars(
                select(BudgetAccount.reserved_fen).where(BudgetAccount.article == 10, BudgetAccount.year == 2026)
            ).one()
            == 10_000_000
        )
        assert refused(two) == ["budget_covers"]


def _plan(article: int, fen: int) -> None:
    """Give the article this budget for 2026."""
    row = (BudgetAccount.article == article) & (BudgetAccount.year == 2026)
    if db.session.scalar(select(BudgetAccount.id).where(row)) is None:
        db.session.add(BudgetAccount(article=article, year=2026, planned_fen=fen, reserved_fen=0))
    else:
        db.session.execute(update(BudgetAccount).where(row).values(planned_fen=fen))
    db.session.commit()


def test_above_half_a_million_the_committee_votes_first(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("5")
        assert refused(case_id) == ["votes_recorded"]
        vote(case_id)
        approve(case_id)
        assert locked(case_id).award_fen == 300_000_000


def test_a_reduced_amount_is_booked_as_reduced(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("5")
        vote(case_id, amount_fen=250_000_000, reason="IP授权费不全属于首轮流片")
        approve(case_id)
        assert db.session.scalars(select(Award.fen)).one() == 250_000_000
        account = db.session.scalars(select(CapAccount)).one()
        assert (account.scope, account.used_fen, account.limit_fen) == ("year:2026", 250_000_000, 500_000_000)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"amount_fen": 300_000_001}, "award_within"),
        ({"amount_fen": 0}, "award_within"),
        ({"amount_fen": 299_999_999}, "vote_reason"),
        ({"result": "reject"}, "vote_reason"),
        ({"result": "defer", "reason": "  "}, "vote_reason"),
        ({"votes_for": 3, "votes_against": 3}, "vote_majority"),
        ({"votes_for": 0, "votes_against": 0, "result": "reject", "reason": "x"}, "vote_counted"),
        ({"result": "maybe", "reason": "x"}, "vote_counted"),
    ],
)
def test_votes_that_cannot_be_recorded(app: Flask, changes: dict[str, Any], why: str) -> None:
    with app.app_context():
        case_id = case_of("5")
        with pytest.raises(Refused) as caught:
            vote(case_id, **changes)
        assert why in codes(caught)


def test_a_new_vote_replaces_the_staged_one_and_both_stay_in_the_record(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("5")
        vote(case_id)
        vote(case_id, result="reject", reason="不是首轮流片", votes_for=1, votes_against=5)
        decision = db.session.scalars(select(Decision)).one()
        assert (decision.result, decision.amount_fen, decision.votes_against) == ("reject", 0, 5)
        steps = db.session.scalars(
            select(Transition).where(Transition.action == "record_vote").order_by(Transition.seq)
        ).all()
        assert [step.detail["vote"] for step in steps] == [
            [None, ["approve", 300_000_000]],
            [["approve", 300_000_000], ["reject", 0]],
        ]
        assert refused(case_id) == ["vote_not_lost"]


def test_a_refusal_tells_the_enterprise_the_reason(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("5")
        vote(case_id, result="reject", reason="不是首轮流片", votes_for=1, votes_against=5)
        resolution.reject(locked(case_id), actor("cheng"), "不是首轮流片")
        db.session.commit()
        assert (locked(case_id).state, locked(case_id).award_fen) == ("rejected", None)
        assert db.session.scalars(select(Decision.executed_by)).one() == actor("cheng").user_id
        assert "不是首轮流片" in db.session.scalars(select(Notice.body_zh)).one()


def test_what_was_carried_or_deferred_is_not_refused(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("5")
        vote(case_id)
        with pytest.raises(Refused) as caught:
            resolution.reject(locked(case_id), actor("cheng"), "改主意")
        assert codes(caught) == ["vote_not_carried"]
        db.session.rollback()
        vote(case_id, result="defer", reason="等专项审计")
        with pytest.raises(Refused) as caught:
            resolution.reject(locked(case_id), actor("cheng"), "改主意")
        assert codes(caught) == ["deferred"]


def test_sending_back_voids_the_staged_vote(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("5")
        vote(case_id)
        resolution.send_back(locked(case_id), actor("cheng"), "发票对不上")
        db.session.commit()
        assert locked(case_id).state == "evaluated"
        assert db.session.scalars(select(Decision)).all() == []
        newest = db.session.scalars(select(Transition).order_by(Transition.seq.desc())).first()
        assert newest is not None
        assert newest.detail == {"void_vote": ["approve", 300_000_000]}


def test_room_lost_since_the_evaluation_refuses_the_approval(app: Flask) -> None:
    with app.app_context():
        one, two = case_of("5"), case_of("5")  # 3 + 3 million under a cap of 5 million
        vote(one)
        vote(two)
        approve(one)
        assert refused(two) == ["cap_used"]
        resolution.send_back(locked(two), actor("cheng"), "额度不够")
        db.session.commit()
        assert locked(two).state == "evaluated"


def test_rent_months_take_the_smallest_free_numbers(app: Flask) -> None:
    with app.app_context():
        later = case_of("14", FACTS["14"] | {"from": "2025-10", "months": 6}, firm="yanbei")
        approve(later)
        months = db.session.scalars(select(RentMonth).order_by(RentMonth.seq)).all()
        assert [(m.seq, m.month, m.area, m.granted_fen, m.state) for m in months][:2] == [
            (1, "2025-10", 240_000, 720_000, "reserved"),
            (2, "2025-11", 240_000, 720_000, "reserved"),
        ]
        assert db.session.scalars(select(RentTotal.months)).one() == 6
        used = {account.scope: account.used_fen for account in db.session.scalars(select(CapAccount))}
        assert used == {"year:2025": 2_160_000, "year:2026": 2_160_000}
        assert db.session.scalars(select(Award.year)).one() == 2025
        assert refused(case_of("14", FACTS["14"] | {"from": "2025-12"}, firm="yanbei")) == ["month_granted"]


def test_a_reduced_rent_award_leaves_the_last_months_claimable(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("14", firm="yanbei")  # 3 × 7,200
        vote(case_id, amount_fen=1_000_000, reason="3月只用了一部分")
        approve(case_id)
        months = db.session.scalars(select(RentMonth).order_by(RentMonth.seq)).all()
        assert [(m.month, m.granted_fen, m.computed_fen) for m in months] == [
            ("2026-01", 720_000, 720_000),
            ("2026-02", 280_000, 720_000),
        ]
        assert sum(m.granted_fen for m in months) == db.session.scalars(select(Award.fen)).one()


def test_an_approval_can_be_undone_and_gives_everything_back(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("14", firm="yanbei")
        approve(case_id)
        resolution.undo_approval(locked(case_id), "异议成立")
        assert db.session.scalars(select(RentMonth)).all() == []
        assert db.session.scalars(select(RentTotal.months)).one() == 0
        assert [e.kind for e in db.session.scalars(select(RentEntry).order_by(RentEntry.id))] == ["reserved"] * 3 + [
            "reversed"
        ] * 3
        assert db.session.scalars(select(CapAccount.used_fen)).one() == 0
        assert sum(db.session.scalars(select(CapEntry.fen))) == 0
        assert sum(db.session.scalars(select(BudgetEntry.fen))) == 0
        assert db.session.scalars(select(Award.reversed_at)).one() is not None
        db.session.rollback()


def test_nobody_decides_what_they_worked_on(app: Flask) -> None:
    with app.app_context():
        case_id = case_of("10")
        db.session.execute(
            update(ControlStep).where(ControlStep.step == "evaluate").values(actor_id=actor("cheng").user_id)
        )
        db.session.commit()
        assert refused(case_id) == ["apart_approve"]
