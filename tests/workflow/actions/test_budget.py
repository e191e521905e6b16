"""The budget as a ledger: plans by two people, what became of reservations, sums in work, and a check that finds mutants."""

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from states.lifecycle import Refused
from tests.road import Road
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor
from workflow.actions import budget_plan, resolution
from workflow.clock import business_date
from workflow.db import db
from workflow.jobs import budget_work
from workflow.models.budget import BudgetAccount
from workflow.models.budget_change import BudgetChange
from workflow.models.budget_line import BudgetLine, BudgetUse
from workflow.models.budget_work import BudgetInWork
from workflow.queries import budget
from workflow.queries.budget_check import findings


def of(article: int) -> budget.Standing:
    db.session.expire_all()
    return next(row for row in budget.standing(business_date().year) if row.article == article)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    db.session.rollback()
    return [blocker.code for blocker in caught.value.blockers]


def propose(kind: str, fen: int, article: int = 10, *, to: int | None = None, by: str = "fang") -> BudgetChange:
    made = budget_plan.propose(kind, business_date().year, article, fen, "追加", actor(by), to_article=to)
    db.session.commit()
    return made


def confirm(row: BudgetChange, by: str = "cheng") -> None:
    budget_plan.decide(row, actor(by), approved=True)
    db.session.commit()


def test_a_plan_is_changed_by_two_people(app: Flask) -> None:
    with app.app_context():
        before = of(10).planned_fen
        for kind, fen, article, to, by, why in (
            ("raise", 0, 10, None, "fang", "plan_amount"),
            ("raise", 1, 12, None, "fang", "plan_article"),
            ("shift", 1, 10, 10, "fang", "plan_same_article"),
            ("lower", before + 1, 10, None, "fang", "plan_below_reserved"),
            ("raise", 1, 10, None, "shen", "wrong_role"),
        ):
            with pytest.raises(Refused) as caught:
                propose(kind, fen, article, to=to, by=by)
            assert codes(caught) == [why]
        row = propose("raise", 500, by="cheng")
        with pytest.raises(Refused) as caught:
            propose("lower", 5)
        assert codes(caught) == ["plan_waits"]
        for by, why in (("fang", "wrong_role"), ("cheng", "plan_same_person")):
            with pytest.raises(Refused) as caught:
                confirm(row, by)
            assert codes(caught) == [why]
        assert of(10).planned_fen == before
        row.proposed_by = actor("fang").user_id or 0
        confirm(row)
        with pytest.raises(Refused) as caught:
            confirm(row)
        assert codes(caught) == ["plan_closed"]
        confirm(propose("shift", 2_000, to=4))
        assert (of(10).planned_fen, of(4).planned_fen) == (before - 1_500, before + 2_000)
        no = propose("raise", 7)
        budget_plan.decide(no, actor("cheng"), approved=False, answer="没有财源")
        db.session.commit()
        assert (of(10).planned_fen, no.state, list(findings())) == (before - 1_500, "refused", [])


def test_a_plan_never_falls_below_what_was_reserved_meanwhile(app: Flask) -> None:
    with app.app_context():
        row = propose("lower", of(10).planned_fen)  # fits while nothing is reserved
        case_id = before_committee("10")
        db.session.commit()
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()
        with pytest.raises(Refused) as caught:
            confirm(row)
        assert codes(caught) == ["plan_below_reserved"]
        assert of(10).free_fen == of(10).planned_fen - 10_000_000


def test_what_becomes_of_a_reservation(app: Flask) -> None:
    Road(app).to("paid", item="14", firm="yanbei")
    road = Road(app)
    road.to("committee", firm="lanxi")
    with app.app_context():
        budget_work.count_new()
        paid, waiting = of(14), of(10)
        award = 1_800_000
        assert (paid.reserved_fen, paid.decided_fen, paid.paid_fen, paid.recovered_fen) == (award, award, award, 0)
        assert (waiting.in_work_fen, waiting.reserved_fen) == (10_000_000, 0)
        resolution.approve(locked(road.case_id), actor("cheng"))
        db.session.commit()
        budget_work.count_new()
        assert (of(10).in_work_fen, of(10).reserved_fen, of(10).decided_fen) == (0, 10_000_000, 0)
        resolution.undo_approval(locked(road.case_id), "异议成立")
        assert of(10).reserved_fen == 0
        db.session.rollback()
        kinds = db.session.scalars(
            select(BudgetLine.kind).where(BudgetLine.case_id.is_not(None)).order_by(BudgetLine.id)
        )
        assert kinds.all() == ["reserved", "decided", "paid", "reserved"]
        assert list(findings()) == []
        assert budget_work.rebuild() == 0


MUTANTS = (
    (
        "planned",
        update(BudgetAccount).where(BudgetAccount.article == 4).values(planned_fen=BudgetAccount.planned_fen + 1),
    ),
    ("reserved", update(BudgetAccount).where(BudgetAccount.article == 14).values(reserved_fen=1)),
    ("decided", update(BudgetUse).values(decided_fen=BudgetUse.decided_fen + 1)),
    ("recovered", update(BudgetUse).values(recovered_fen=1)),
    ("paid", text("UPDATE payment SET fen = fen - 1")),
    ("in work", text("INSERT INTO budget_in_work (article, fen, cases) VALUES (9, 1, 1)")),
    ("reserved", text("UPDATE support_case SET award_fen = award_fen - 1 WHERE award_fen IS NOT NULL")),
)


def test_the_check_finds_every_mutant(app: Flask) -> None:
    Road(app).to("paid", item="14", firm="yanbei")
    with app.app_context():
        assert list(findings()) == []
        for word, mutant in MUTANTS:
            db.session.execute(mutant)
            assert any(word in found.where for found in findings()), word
            db.session.rollback()
        assert db.session.scalars(select(BudgetInWork.article)).all() == []
