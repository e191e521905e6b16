"""Evaluations by the real rule with the sealed context, rounds, and the second review; on both databases."""

import pytest
from flask import Flask
from sqlalchemy import select

from rules.outcome import from_json
from states.lifecycle import Refused
from tests.workflow.filing import FACTS, actor, reload
from tests.workflow.onward import accepted, checked, evaluated, reviewed
from workflow.actions import casework, evaluation, review
from workflow.actions.evaluation import evaluate
from workflow.clock import now
from workflow.db import db
from workflow.models.case import ControlStep, Transition
from workflow.models.decision import Award
from workflow.models.evaluation import Evaluation, Review
from workflow.models.filing import Filing
from workflow.models.rent import RentMonth
from workflow.queries.casefile import open_file
from workflow.queries.receipts import seal
from workflow.queries.rulebook import policy


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_article_10_gives_its_first_tier(app: Flask) -> None:
    with app.app_context():
        case = checked()
        run = evaluate(case, actor("shen"), " 材料齐备 ")
        db.session.commit()
        case, run = reload(case.number), db.session.scalars(select(Evaluation)).one()
        assert (case.state, case.round, case.proposed_fen) == ("evaluated", 1, 10_000_000)
        assert (run.amount_fen, run.eligible, run.reason, run.opinion) == (10_000_000, True, "ok", "材料齐备")
        assert (run.inputs, run.context) == (FACTS["10"], [])
        assert (run.policy_version, run.policy_digest) == ("consultation-draft", policy("consultation-draft").digest)
        assert from_json(run.outcome).as_json() == run.outcome
        assert run.outcome["amount_fen"] == 10_000_000
        row = db.session.get_one(Transition, (case.id, case.version))
        sealed = {"receipt": seal(run)}
        assert row.detail == {"proposed_fen": [None, 10_000_000], "round": 1, "reason": "ok"} | sealed
        control = db.session.scalars(select(ControlStep)).one()
        assert (control.round, control.step, control.actor_id) == (1, "evaluate", actor("shen").user_id)
        assert open_file(case).dossier.evaluation_stale is False


def test_article_14_gives_three_months(app: Flask) -> None:
    with app.app_context():
        run = evaluate(checked("14"), actor("shen"))
        assert (run.amount_fen, run.reason) == (2_160_000, "ok")  # 2,400 m² × 30 % × 10 yuan × 3 months
        assert [month["month"] for month in run.outcome["months"]] == ["2026-01", "2026-02", "2026-03"]
        assert sum(month["granted_fen"] for month in run.outcome["months"]) == run.amount_fen


def test_what_was_awarded_before_is_in_the_sealed_context(app: Flask) -> None:
    with app.app_context():
        shen, other, case = actor("shen"), accepted(), checked()
        assert shen.user_id is not None
        award = Award(
            case_id=other.id,
            enterprise_id=case.enterprise_id,
            item="10",
            project="",
            year=2025,
            fen=10_000_000,
            actor_id=shen.user_id,
            at=now(),
        )
        db.session.add(award)
        db.session.flush()
        run = evaluate(case, shen)
        assert run.context == [{"article": "10", "year": 2025, "yuan": "100000.00", "award": award.id}]
        assert (run.amount_fen, run.eligible, run.reason) == (0, False, "tier_already_rewarded")
        assert (case.state, case.proposed_fen) == ("evaluated", 0)


def test_months_in_use_are_in_the_context_of_article_14(app: Flask) -> None:
    with app.app_context():
        other, case = accepted(), checked("14")  # any earlier case of the enterprise holds the months
        for seq, month in enumerate(("2025-11", "2025-12"), 1):
            db.session.add(
                RentMonth(
                    enterprise_id=case.enterprise_id,
                    month=month,
                    seq=seq,
                    case_id=other.id,
                    area=240000,
                    computed_fen=720_000,
                    granted_fen=720_000,
                    state="paid",
                    at=now(),
                )
            )
        db.session.flush()
        run = evaluate(case, actor("shen"))
        assert run.context == [{"article": "14", "year": 2025, "yuan": "14400.00", "months": 2}]


def test_evaluating_again_begins_a_round_and_voids_the_review(app: Flask) -> None:
    with app.app_context():
        case = reviewed()
        assert open_file(case).dossier.second_review_passed is True
        evaluate(case, actor("shen"), "再算一次")
        db.session.commit()
        case = reload(case.number)
        assert (case.state, case.round) == ("evaluated", 2)
        assert open_file(case).dossier.second_review_passed is False
        assert [run.round for run in db.session.scalars(select(Evaluation).order_by(Evaluation.id))] == [1, 2]
        with pytest.raises(Refused) as refused:
            casework.send_to_committee(case, actor("shen"))
        assert codes(refused) == ["second_review_passed"]
        assert db.session.get_one(Transition, (case.id, case.version)).action == "evaluate_again"


def test_a_refused_run_leaves_no_trace(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        with pytest.raises(Refused) as refused:
            evaluate(case, actor("shen"))
        assert codes(refused) == ["wrong_state"]
        case = checked(login="yanbei")
        with pytest.raises(Refused) as refused:
            evaluate(case, actor("jiang"))
        assert codes(refused) == ["in_charge"]
        assert case.round == 0
        assert db.session.scalars(select(Evaluation)).all() == []


def test_a_referring_item_is_not_evaluated(app: Flask) -> None:
    with app.app_context():
        case = checked(item="12")
        with pytest.raises(Refused) as refused:
            evaluation.evaluate(case, actor("shen"))
        assert codes(refused) == ["computes"]


def test_changed_facts_make_the_run_stale(app: Flask) -> None:
    with app.app_context():
        case = reviewed()
        filing = db.session.scalars(select(Filing)).one()
        filing.facts = filing.facts | {"revenue": "90000000.00"}
        db.session.flush()
        with pytest.raises(Refused) as refused:
            casework.send_to_committee(case, actor("shen"))
        assert codes(refused) == ["evaluation_fresh"]


def test_the_reviewer_is_somebody_else(app: Flask) -> None:
    with app.app_context():
        case = evaluated()
        for login, code in (("shen", "wrong_role"), ("cheng", "wrong_role")):
            with pytest.raises(Refused) as refused:
                review.pass_review(case, actor(login), "")
            assert codes(refused) == [code]
        row = review.pass_review(case, actor("xu"), "复算一致")
        assert (row.result, row.comment, row.round) == ("passed", "复算一致", 1)
        with pytest.raises(Refused) as refused:
            review.pass_review(case, actor("xu"), "")
        assert codes(refused) == ["not_reviewed"]
        steps = db.session.scalars(select(ControlStep).order_by(ControlStep.step)).all()
        assert [(step.step, step.actor_id) for step in steps] == [
            ("evaluate", actor("shen").user_id),
            ("second_review", actor("xu").user_id),
        ]


def test_a_returned_evaluation_is_made_anew_in_the_next_round(app: Flask) -> None:
    with app.app_context():
        case, xu = reviewed(), actor("xu")
        with pytest.raises(Refused) as refused:
            review.return_review(case, xu, {"facts": " "})
        assert codes(refused) == ["reason"]
        review.return_review(case, xu, {"facts": "营业收入口径不对"})
        db.session.commit()
        assert case.state == "documents_checked"
        assert db.session.scalars(select(Review)).one().result == "returned"
        evaluate(case, actor("shen"))
        review.pass_review(case, xu, "")
        db.session.commit()
        assert [(row.round, row.result) for row in db.session.scalars(select(Review).order_by(Review.round))] == [
            (1, "returned"),
            (2, "passed"),
        ]
