"""Changed facts and amounts: two people, only confirmed ones count, what they void, what the receipt keeps."""

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.filing import actor, reload
from tests.workflow.onward import accepted, checked, evaluated, reviewed
from tests.workflow.overriding import WHY, confirmed, proposed, wanted
from workflow.actions import application, casework, override, review, voting
from workflow.actions.evaluation import evaluate
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.notice import Notice
from workflow.models.override import Override
from workflow.queries.casefile import open_file
from workflow.queries.receipts import recheck

REVENUE = {"fact": "revenue", "value": "48000000.00"}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def newest(case: Case) -> Transition:
    return db.session.get_one(Transition, (case.id, case.version))


def test_only_a_confirmed_fact_counts_and_only_in_the_next_run(app: Flask) -> None:
    """Item 10: 60 million of revenue give 100,000 yuan, verified 48 million give nothing."""
    with app.app_context():
        case = checked()
        row = proposed(case, **REVENUE)
        run = evaluate(case, actor("shen"))
        assert (run.amount_fen, run.inputs["revenue"]) == (10_000_000, "60000000.00")
        with pytest.raises(Refused) as refused:
            review.pass_review(case, actor("xu"), "")
        assert codes(refused) == ["no_override_open"]
        override.confirm(case, row, actor("xu"))
        db.session.commit()
        case = reload(case.number)
        assert open_file(case).dossier.evaluation_stale is True
        run = evaluate(case, actor("shen"))
        db.session.commit()
        case = reload(case.number)
        assert (run.amount_fen, run.reason, run.inputs["revenue"]) == (0, "below_first_tier", "48000000.00")
        assert open_file(case).filing.facts["revenue"] == "60000000.00"  # the claim stays what was filed
        told = next(line for line in run.outcome["lines"] if line["flag"] == "adjusted")
        assert told["note"]["zh"] == WHY
        assert [part["value"]["zh"] for part in told["parts"]] == ["60,000,000.00元", "48,000,000.00元"]
        sealed = run.sources["changes"][0]
        people = {name: actor(name).user_id for name in ("shen", "xu")}
        assert (sealed["by"], sealed["confirmed_by"], sealed["page"]) == (people["shen"], people["xu"], 2)
        assert open_file(case).dossier.changed_by == {people["shen"]}
        assert recheck().differences == ()
        told_to = db.session.execute(
            select(Notice.user_id, Notice.kind).where(Notice.kind.like("override%")).order_by(Notice.id)
        ).all()
        assert {tuple(one) for one in told_to} == {
            (people["xu"], "override_asked"),
            (people["shen"], "override_decided"),
        }


def test_two_people_and_the_right_ones(app: Flask) -> None:
    with app.app_context():
        case = evaluated()
        for login, code in (("xu", "wrong_role"), ("lanxi", "wrong_role"), ("jiang", "in_charge")):
            with pytest.raises(Refused) as refused:
                override.propose(case, wanted(case, **REVENUE), actor(login))
            assert codes(refused) == [code]
        fact, amount = proposed(case, **REVENUE), proposed(case, fen=9_000_000)
        with pytest.raises(Refused) as refused:
            override.confirm(case, fact, actor("shen"))
        assert codes(refused) == ["override_own"]
        with pytest.raises(Refused) as refused:
            override.confirm(case, amount, actor("xu"))
        assert codes(refused) == ["wrong_role"]  # an amount is the supervisor's
        with pytest.raises(Refused) as refused:
            override.confirm(case, fact, actor("jiang"))
        assert codes(refused) == ["wrong_role"]
        with pytest.raises(Refused) as refused:
            override.refuse(case, fact, actor("xu"), "  ")
        assert codes(refused) == ["reason"]
        override.refuse(case, fact, actor("xu"), "审计报告没有盖章")
        override.withdraw(case, amount, actor("shen"))
        db.session.commit()
        assert (fact.state, fact.answer, amount.state, amount.voided) == (
            "refused", "审计报告没有盖章", "void", "withdrawn"
        )  # fmt: skip
        for row in (fact, amount):
            with pytest.raises(Refused) as refused:
                override.confirm(case, row, actor("cheng"))
            assert codes(refused) == ["override_closed"]
        assert open_file(case).dossier.evaluation_stale is False
        actions = select(Transition.action).where(Transition.case_id == case.id).order_by(Transition.seq)
        assert db.session.scalars(actions).all()[-4:] == [
            "propose_override", "propose_override", "refuse_override", "withdraw_override"
        ]  # fmt: skip


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_what_cannot_be_proposed(app: Flask) -> None:
    with app.app_context():
        other, case = accepted("11"), checked()
        asks = [
            (wanted(case, reason="太短", **REVENUE), "override_reason"),
            (wanted(case, document=None, page=None, **REVENUE), "override_evidence"),
            (wanted(other, **REVENUE), "override_evidence"),
            (wanted(case, fact="weather", value="1"), "override_unknown"),
            (wanted(case, fact="revenue", value="4,8"), "override_value"),
            (wanted(case, fact="revenue", value="60000000.00"), "override_same"),
            (wanted(case, fen=1), "override_not_evaluated"),
        ]
        evaluated_asks = [
            (wanted(case, fen=10_000_000), "override_same"),
            (wanted(case, fen=-1), "override_too_much"),
            (wanted(case, fen=1_000_000_001), "override_too_much"),
            (wanted(case, fen=100_000_001), "override_too_high"),  # the item's limit is one million yuan
        ]
        for round_ in (asks, evaluated_asks):
            for one, code in round_:
                with pytest.raises(Refused) as refused:
                    override.propose(case, one, actor("shen"))
                assert codes(refused) == [code]
            if round_ is asks:
                evaluate(case, actor("shen"))
        proposed(case, fen=100_000_000)  # up to the limit it may be raised
        with pytest.raises(Refused) as refused:
            proposed(case, fen=1)
        assert codes(refused) == ["override_waiting"]


def test_an_amount_set_by_hand_keeps_what_the_rules_gave(app: Flask) -> None:
    with app.app_context():
        case = reviewed("14")  # 21,600 yuan for three months
        row = confirmed(case, "cheng", fen=1_300_000)
        db.session.commit()
        assert newest(case).detail == {"adjusted_fen": [2_160_000, 1_300_000], "void_review": 1}
        with pytest.raises(Refused) as refused:
            casework.send_to_committee(case, actor("shen"))
        assert codes(refused) == ["evaluation_fresh"]
        run = evaluate(case, actor("shen"))
        db.session.commit()
        assert (run.amount_fen, case.proposed_fen, case.round) == (1_300_000, 1_300_000, 2)
        assert [one["granted_fen"] for one in run.outcome["months"]] == [720_000, 580_000, 0]
        assert run.outcome["lines"][-1]["result"]["zh"] == "13,000元"
        assert run.outcome["lines"][-2]["parts"][0]["value"]["zh"] == "21,600元"
        assert open_file(case).dossier.ruled_fen == 2_160_000
        with pytest.raises(Refused) as refused:
            casework.send_to_committee(case, actor("shen"))
        assert codes(refused) == ["second_review_passed"]  # the review was of the round before
        assert recheck().differences == ()  # it empties the session
        case, row = reload(case.number), db.session.scalars(select(Override)).one()
        confirmed(case, fact="area", value="2000.00")
        again = evaluate(case, actor("shen"))
        db.session.commit()
        assert (again.amount_fen, row.state, row.voided) == (1_800_000, "void", "amount_changed")
        assert newest(case).detail["void_overrides"] == [row.id]
        assert recheck().differences == ()


def test_a_change_is_taken_back_by_two_people_too(app: Flask) -> None:
    with app.app_context():
        case = checked()
        first = confirmed(case, **REVENUE)
        assert evaluate(case, actor("shen")).amount_fen == 0
        second = confirmed(case, fact="revenue", value="60000000.00", reason="企业换了发票，恢复填报的数")
        assert (second.lifts, first.state, first.voided) == (first.id, "void", "replaced")
        run = evaluate(case, actor("shen"))
        assert (run.amount_fen, "changes" in run.sources) == (10_000_000, False)
        third = confirmed(case, fact="revenue", value="49000000.00")
        assert (second.state, third.state) == ("void", "confirmed")


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_nothing_waits_on_a_case_that_was_withdrawn(app: Flask) -> None:
    with app.app_context():
        case = checked()
        row = proposed(case, **REVENUE)
        application.withdraw(case, actor("lanxi"), "不再申请")
        assert (row.state, row.voided) == ("void", "withdrawn")


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_lowered_amount_stays_in_the_hands_of_the_committee(app: Flask) -> None:
    """900,000 yuan by the rules, 400,000 by hand: the supervisor does not decide alone."""
    with app.app_context():
        case = evaluated("10", more={"revenue": "1100000000.00", "peak": "0.00"})
        computed = case.proposed_fen
        assert computed is not None
        assert computed > 50_000_000
        confirmed(case, "cheng", fen=40_000_000)
        evaluate(case, actor("shen"))
        review.pass_review(case, actor("xu"), "")
        casework.send_to_committee(case, actor("shen"))
        dossier = open_file(case).dossier
        assert (dossier.computed_fen, dossier.ruled_fen) == (40_000_000, computed)
        with pytest.raises(Refused) as refused:
            voting.record_vote(
                case, actor("bai"), result="approve", amount_fen=computed, votes_for=5, votes_against=0,
                votes_abstain=0, meeting="第3次会议", reason="",
            )  # fmt: skip
        assert "award_within" in codes(refused)
