"""The same matter is not paid twice: claims, hits, what they take off, and the second look before payment."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import make_transient

from rules import policy as policies
from rules import settling
from rules.stacking import Hit
from states.lifecycle import Refused
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor, filled, reload, submitted
from tests.workflow.onward import checked
from workflow.actions import application, evaluation, matter, payment, publicity, referral, resolution, review
from workflow.actions.casework import send_to_committee
from workflow.actions.referral import Answer
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Award, Publicity
from workflow.models.matter import MatterClaim
from workflow.queries.casefile import open_file
from workflow.queries.filings import current_filing
from workflow.queries.matters import hits

INVOICE = {"invoice_numbers": "No.044-7781，044-7782"}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def claims(case: Case) -> list[tuple[str, str, bool]]:
    query = select(MatterClaim).where(MatterClaim.case_id == case.id).order_by(MatterClaim.kind, MatterClaim.key)
    return [(row.kind, row.key, row.live) for row in db.session.scalars(query)]


def hits_of(case: Case) -> list[Hit]:
    return list(hits(case, current_filing(case.id)))


def awarded(case: Case, fen: int) -> Award:
    """An award as an approval leaves it behind."""
    year = case.call.year
    award = Award(case_id=case.id, enterprise_id=case.enterprise_id, item=case.item, project="", year=year, fen=fen)
    award.actor_id, award.at = case.created_by, case.created_at
    db.session.add(award)
    db.session.flush()
    return award


@pytest.mark.parametrize(
    ("item", "more", "expected"),
    [
        ("10", {}, [("statistics_year", "10:2026")]),
        ("11", {"product_models": "LX-A01, lx b02"}, [("product", "11:LXA01"), ("product", "11:LXB02")]),
        ("14", {}, [("unit_month", "202601"), ("unit_month", "202602"), ("unit_month", "202603")]),
        ("4", {}, [("project", "4:深科攻202618")]),
        ("5", INVOICE, [("invoice", "0447782"), ("invoice", "NO0447781")]),
        ("12", {"contract_numbers": "展2026/7"}, [("contract", "展20267")]),
    ],
)
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_submission_claims_what_the_form_rests_on(
    app: Flask, item: str, more: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    with app.app_context():
        case = submitted(item=item, more=more)
        found = {(kind, key) for kind, key, live in claims(case) if live}
        assert set(expected) <= found
        assert ("year", "2026") in found


def test_a_correction_lets_go_and_an_end_lets_all_go(app: Flask) -> None:
    with app.app_context():
        case = submitted(item="5", more=INVOICE)
        filing = current_filing(case.id)
        filing.facts = filing.facts | {"invoice_numbers": "044-7782"}
        matter.claim(case, filing)
        lost, kept = ("invoice", "NO0447781", False), ("invoice", "0447782", True)
        assert {lost, kept} <= set(claims(case))
        application.withdraw(reload(case.number), actor("lanxi"))
        assert [live for _kind, _key, live in claims(case)] == [False] * 3
        case = reload(case.number)
        make_transient(case)
        case.state = "submitted"  # as reopening leaves it
        matter.follow(case, "rejected")
        assert ("invoice", "0447782", True) in claims(case)


def test_a_hit_names_both_cases_and_the_other_money(app: Flask) -> None:
    with app.app_context():
        first, second = submitted(item="5", more=INVOICE), submitted(item="7b", more=INVOICE, pages=40)
        assert [(h.kind, h.key, h.case, h.other, h.fen) for h in hits_of(second)] == [
            ("matter", "invoice:0447782", second.number, first.number, 0),
            ("matter", "invoice:NO0447781", second.number, first.number, 0),
        ]
        awarded(first, 30_000_000)
        assert {hit.fen for hit in hits_of(second)} == {30_000_000}
        assert {hit.fen for hit in hits_of(first)} == {0}
        db.session.commit()


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_another_enterprise_has_its_own_invoices_but_not_its_own_files(app: Flask) -> None:
    with app.app_context():
        first = submitted(item="5", more=INVOICE)
        second = submitted("yanbei", "5", more=INVOICE)  # the same pages, so the same files
        found = hits_of(second)
        assert {hit.kind for hit in found} == {"file"}
        assert {(hit.other, hit.fen) for hit in found} == {(first.number, 0)}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_same_licence_in_two_cases_of_one_enterprise_says_nothing(app: Flask) -> None:
    with app.app_context():
        submitted(item="10")
        assert [hit for hit in hits_of(submitted(item="12", pages=1)) if hit.kind == "file"] == []


def test_the_difference_is_paid_and_the_trace_says_why(app: Flask) -> None:
    with app.app_context():
        first = submitted(item="5", more=INVOICE)
        awarded(first, 10_000_000)
        case = checked("7b", more=INVOICE, pages=40)
        run = evaluation.evaluate(case, actor("shen"))
        assert (run.amount_fen, run.eligible, run.reason) == (20_000_000, True, "ok")  # 300,000 − 100,000 yuan
        assert case.proposed_fen == 20_000_000
        line = run.outcome["lines"][-2]
        assert line["title"] == {"zh": "扣除同一事项的其他资金", "en": "less other money for the same matter"}
        assert [part["value"]["zh"] for part in line["parts"]] == ["300,000元", "100,000元"]
        for number in (case.number, first.number):
            assert number in line["note"]["zh"]
            assert number in line["note"]["en"]
        assert run.outcome["lines"][-1]["result"]["zh"] == "200,000元"
        assert {hit["fen"] for hit in run.hits} == {10_000_000}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_declared_other_money_is_taken_off(app: Flask) -> None:
    with app.app_context():
        money = [{"source": "市工信局", "yuan": "200000.00"}, {"source": "市工信局", "yuan": "150000.00"}]
        run = evaluation.evaluate(checked("7b", other_money=money), actor("shen"))
        assert (run.amount_fen, run.eligible, run.reason) == (0, False, "duplicate")  # 300,000 − 350,000 yuan
        assert "市工信局" in run.outcome["reason_text"]["zh"]


def test_money_granted_elsewhere_counts(app: Flask) -> None:
    with app.app_context():
        other = checked("12", more=INVOICE)
        referral.refer(other, actor("shen"), "转商务部门")
        case = checked("7b", more=INVOICE, pages=40)
        assert {hit.fen for hit in hits_of(case)} == {0}
        number = other.number
        answer = Answer("granted", "商务函8号", amount_fen=5_000_000)
        referral.record_outcome(reload(number), actor("shen"), answer)
        run = evaluation.evaluate(reload(case.number), actor("shen"))
        assert run.amount_fen == 25_000_000
        assert {hit["other"] for hit in run.hits} == {number}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_what_the_rule_takes_off_by_its_ledger_is_not_taken_off_twice(app: Flask) -> None:
    with app.app_context():
        awarded(submitted(item="10"), 10_000_000)
        case = checked("10", more={"revenue": "120000000.00"}, pages=40)
        assert [(hit.key, hit.fen) for hit in hits_of(case)] == [("statistics_year:10:2026", 0)]
        assert evaluation.evaluate(case, actor("shen")).amount_fen == 10_000_000  # 200,000 − 100,000 by the ledger


def test_other_money_makes_an_evaluation_stale(app: Flask) -> None:
    with app.app_context():
        first, case = submitted(item="5", more=INVOICE).number, checked("7b", more=INVOICE, pages=40)
        evaluation.evaluate(case, actor("shen"))
        review.pass_review(case, actor("xu"), "")
        awarded(reload(first), 10_000_000)
        case = reload(case.number)
        dossier = open_file(case).dossier
        assert (dossier.evaluation_stale, dossier.duplicate_unresolved) == (True, True)
        with pytest.raises(Refused) as refused:
            send_to_committee(case, actor("shen"))
        assert codes(refused) == ["evaluation_fresh"]
        evaluation.evaluate(case, actor("shen"))
        dossier = open_file(case).dossier
        assert (dossier.evaluation_stale, dossier.duplicate_unresolved) == (False, False)
        assert dossier.computed_fen == 20_000_000


def published(item: str, more: dict[str, Any]) -> Case:
    """A case whose award stands and whose notice is over."""
    case = locked(before_committee(item, more))
    matter.claim(case, current_filing(case.id))
    resolution.approve(case, actor("cheng"))
    over = update(Publicity).where(Publicity.case_id == case.id)
    db.session.execute(over.values(starts_on=date(2025, 12, 1), ends_on=date(2025, 12, 31)))
    db.session.expire_all()
    case = locked(case.id)
    publicity.clear(case)
    return case


FACTS_5 = {"year": 2026, "runs": [{"ip_fee": "0.00", "mask_fee": "0.00", "wafer_fee": "1000000.00", "first_run": True}]}


def test_of_two_approved_at_once_the_later_award_waits(app: Flask) -> None:
    """Neither evaluation saw the other's award: the earlier one is paid, the later one is stopped before payment."""
    with app.app_context():
        one, two = before_committee("5", FACTS_5 | INVOICE), before_committee("7b", TWO | INVOICE)
        for case_id in (one, two):
            matter.claim(locked(case_id), current_filing(case_id))
        for case_id in (one, two):  # the second approval read before the first was committed
            awarded(locked(case_id), 30_000_000)
        assert open_file(locked(one)).duplicate_unresolved is False
        assert open_file(locked(two)).duplicate_unresolved is True
        assert settling.other_money(open_file(locked(two)).hits) == {locked(one).number: 30_000_000}


TWO = {"year": 2026, "opened": True, "contracts": "3000000.00"}


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_payment_looks_again(app: Flask) -> None:
    with app.app_context():
        paid = published("5", FACTS_5 | INVOICE).id
        other = checked("12", more=INVOICE)
        referral.refer(other, actor("shen"), "转商务部门")
        referral.record_outcome(other, actor("shen"), Answer("granted", "商务函8号", amount_fen=1))
        with pytest.raises(Refused) as refused:
            payment.prepare([locked(paid)], actor("fang"))
        assert codes(refused) == ["no_duplicate"]


def test_where_the_version_blocks_a_matter_is_claimed_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = policies.load(changes={"stacking.dup_policy": "block"})
    monkeypatch.setattr(matter, "policy", lambda _version: blocked)
    with app.app_context():
        first = submitted(item="5", more=INVOICE).number
        second = filled(item="7b", more=INVOICE, pages=40).number
        db.session.commit()
        with pytest.raises(Refused) as refused:
            application.submit(reload(second), actor("lanxi"))
        assert set(codes(refused)) == {"matter_taken"}
        assert first in refused.value.blockers[0].zh
        db.session.rollback()
        claimed = select(MatterClaim).where(MatterClaim.exclusive).order_by(MatterClaim.key)
        twin = {"case_id": reload(second).id, "enterprise_id": reload(second).enterprise_id}
        row = {"kind": "invoice", "key": "0447782", "live": True, "exclusive": True, "at": now()}
        with pytest.raises(IntegrityError, match="matter_claim"):  # whoever slips past the look is refused here
            db.session.execute(insert(MatterClaim).values(**twin, **row))
        db.session.rollback()
        assert len(db.session.scalars(claimed).all()) == 2
        application.withdraw(reload(first), actor("lanxi"))
        application.submit(reload(second), actor("lanxi"))
        db.session.commit()
