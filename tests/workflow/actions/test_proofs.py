"""Site visits, special audits and experts: who may do what, and that the next evaluation goes by what they found."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from rules import catalogue
from rules.proofs import CRITERIA
from states.lifecycle import Refused, blockers
from tests.road import Road
from workflow.actions import assessment, evaluation, expert, score_sheet, site_visit, special_audit, visit_record
from workflow.actions.score_sheet import Sheet
from workflow.actions.site_visit import Plan
from workflow.actions.special_audit import Said
from workflow.actions.visit_record import Record
from workflow.actions.visit_signing import record_digest, sign
from workflow.clock import business_date
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.papers import paper
from workflow.demo.pictures import photo
from workflow.models.case import Case, Transition
from workflow.models.enterprise import Enterprise
from workflow.models.override import Override
from workflow.models.visit import SiteVisit
from workflow.queries import assessments
from workflow.queries.casefile import open_file

RENT = {"in_zone": True, "above_scale": True, "area": "2860.00", "from": "2026-01", "months": 6}
SCAN = ("report.pdf", paper("Report"))


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    """The application with its context open."""
    with app.app_context():
        yield app


def at(
    app: Flask, place: str, item: str, facts: dict[str, Any] | None = None, requires: list[str] | None = None
) -> Case:
    road = Road(app)
    road.to(place, item=item, firm="lanxi", facts=facts)
    case = locked(road.case_id)
    case.call.requires = requires
    db.session.commit()
    return locked(road.case_id)


def ids(*logins: str) -> list[int]:
    return [actor(login).user_id or 0 for login in logins]


def planned(case: Case) -> SiteVisit:
    lead, second = ids("shen", "jiang")
    return site_visit.plan(case, Plan(business_date(), "智造城A3栋2层", lead, second), actor("shen"))


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in error.value.blockers]


def why_not(case: Case, action: str = "evaluate") -> list[str]:
    return [one.zh for one in blockers(open_file(case).dossier, action, actor("shen"))]


def recorded(case: Case, area: int, result: str = "partly") -> tuple[SiteVisit, str]:
    visit = planned(case)
    visit_record.record(case, visit, Record(business_date(), result, "东侧转租250平方米", (area,)), actor("jiang"))
    visit_record.add_photos(visit, [("门口.jpg", photo(1))], actor("shen"))
    return visit, record_digest(visit)


def refused(wanted: str, act: Any, *given: Any, **named: Any) -> None:
    with pytest.raises(Refused) as error:
        act(*given, **named)
    assert codes(error) == [wanted]


def test_a_visit_of_two_measures_less_and_the_evaluation_goes_by_it(inside: Flask) -> None:
    case = at(inside, "documents_checked", "14", RENT, ["site_visit"])
    assert why_not(case) == ["评估前还差：现场核查（本批次要求）"]
    visit, digest = recorded(case, 261_000)
    sign(case, visit, actor("shen"), digest)
    assert why_not(case) == ["评估前还差：现场核查（本批次要求）"]
    assert open_file(case).inputs["area"] == "2860.00"
    sign(case, visit, actor("jiang"), digest)
    db.session.commit()
    case = locked(case.id)
    assert why_not(case) == []
    file = open_file(case)
    assert (file.inputs["area"], file.filing.facts["area"]) == ("2610.00", "2860.00")
    run = evaluation.evaluate(case, actor("shen"))
    expected = catalogue.evaluate("14", RENT | {"area": "2610.00"}, []).amount_fen
    assert (run.inputs["area"], run.amount_fen) == ("2610.00", expected)
    assert expected < catalogue.evaluate("14", RENT, []).amount_fen
    changed = db.session.query(Override).one()
    assert (changed.proposed_by, changed.decided_by) == tuple(ids("shen", "jiang"))
    assert "实测2,610.00平方米" in changed.reason


def test_what_is_found_after_the_second_review_makes_it_void(inside: Flask) -> None:
    case = at(inside, "reviewed", "14", RENT)
    assert why_not(case, "send_to_committee") == []
    visit, digest = recorded(case, 261_000)
    for login in ("shen", "jiang"):
        sign(case, visit, actor(login), digest)
    newest = db.session.get_one(Transition, (case.id, case.version))
    assert newest.detail == {"area": ["2860.00", "2610.00"], "void_review": 1}
    assert why_not(case, "send_to_committee") == ["评估后数据有变动，请先重新评估"]
    assert why_not(case, "evaluate_again") == []


def test_a_record_fits_its_result_and_is_closed_by_the_first_signature(inside: Flask) -> None:
    case, today = at(inside, "documents_checked", "14", RENT), business_date()
    visit = planned(case)
    refused("visit_under_way", planned, case)
    refused("visit_not_recorded", sign, case, visit, actor("shen"), record_digest(visit))
    for said, wanted in (
        (Record(today, "confirmed", "看过", (261_000,)), "measured_less"),
        (Record(today, "partly", "看过", (0,)), "nothing_measured"),
        (Record(today + timedelta(1), "partly", "看过", (261_000,)), "visited_later"),
        (Record(today, "partly", " ", (261_000,)), "nothing_seen"),
    ):
        refused(wanted, visit_record.record, case, visit, said, actor("jiang"))
    site_visit.cancel(case, visit, "改期", actor("shen"))
    visit, digest = recorded(case, 261_000)
    refused("not_a_photo", visit_record.add_photos, visit, [SCAN], actor("jiang"))
    refused("not_a_visitor", sign, case, visit, actor("xu"), digest)
    refused("record_changed", sign, case, visit, actor("shen"), "0" * 64)
    sign(case, visit, actor("shen"), digest)
    refused("visit_signed", sign, case, visit, actor("shen"), digest)
    refused("visit_not_open", visit_record.add_photos, visit, [("b.jpg", photo(2))], actor("jiang"))
    refused("visit_not_open", site_visit.cancel, case, visit, "不算", actor("jiang"))


def test_a_visit_that_bears_out_the_claim_changes_nothing_and_another_claim_needs_another_visit(inside: Flask) -> None:
    case = at(inside, "documents_checked", "14", RENT)
    assert why_not(case) == []
    visit = planned(case)
    visit_record.record(case, visit, Record(business_date(), "confirmed", "一致", (300_000,)), actor("shen"))
    for login in ("jiang", "shen"):
        sign(case, visit, actor(login), record_digest(visit))
    file = open_file(case)
    assert (file.inputs["area"], len(file.findings), file.overrides) == ("2860.00", 2, ())
    for area, left in (("2800.00", []), ("3100.00", ["评估前还差：现场核查（申报数后来改过，要再核实一次）"])):
        file.filing.facts = RENT | {"area": area}
        db.session.flush()
        assert why_not(case) == left


def test_a_visit_needs_two_caseworkers_a_day_and_an_item_that_has_one(inside: Flask) -> None:
    case = at(inside, "accepted", "14", RENT)
    lead, second, reviewer = ids("shen", "jiang", "xu")
    today = business_date()
    for said, wanted in (
        (Plan(today, "x", lead, lead), "not_visitors"),
        (Plan(today, "x", lead, reviewer), "not_visitors"),
        (Plan(today - timedelta(1), "x", lead, second), "visit_in_past"),
        (Plan(today, " ", lead, second), "visit_nowhere"),
    ):
        refused(wanted, site_visit.plan, case, said, actor("shen"))
    visit = planned(case)
    site_visit.cancel(case, visit, "企业停电，改期", actor("shen"))
    assert planned(case).id != visit.id
    db.session.commit()
    refused("no_visit_for_item", planned, at(inside, "accepted", "10"))


def test_an_audit_counts_when_somebody_else_has_compared_it(inside: Flask) -> None:
    facts = {"year": 2025, "own_design": True, "sales_this": "9000000.00", "sales_last": "6000000.00"}
    case = at(inside, "documents_checked", "11", facts)
    said = Said(
        "深圳某会计师事务所",
        "审字〔2026〕8号",
        business_date(),
        {"sales_this": "8200000.00", "sales_last": "6000000.00"},
    )
    for wrong, wanted in (
        (said._replace(firm=" "), "audit_not_whole"),
        (said._replace(amounts={"sales_this": "1.00"}), "audit_not_whole"),
        (said._replace(amounts={**said.amounts, "sales_this": "-1"}), "audit_not_whole"),
        (said._replace(reported_on=business_date() + timedelta(1)), "audited_later"),
    ):
        refused(wanted, special_audit.enter, case, wrong, SCAN, actor("shen"))
    first = special_audit.enter(case, said._replace(number="打错了"), SCAN, actor("shen"))
    audit = special_audit.enter(case, said, SCAN, actor("shen"))
    for row, login, wanted in ((first, "jiang", "audit_replaced"), (audit, "shen", "audit_by_another")):
        refused(wanted, special_audit.check, case, row, actor(login), agrees=True)
    assert open_file(case).inputs["sales_this"] == "9000000.00"
    special_audit.check(case, audit, actor("jiang"), agrees=True)
    run = evaluation.evaluate(case, actor("shen"))
    assert (run.inputs["sales_this"], run.amount_fen) == ("8200000.00", 44_000_000)
    assert [row.fact for row in open_file(case).changes] == ["sales_this"]


PLATFORM = {"year": 2026, "project": "封测平台一期", "platform": True, "investment": "36800000.00"}


def seated(case: Case, *names: str) -> list[int]:
    """Experts asked and declared to be free of conflicts; gives their seats' ids."""
    made = []
    for name in names:
        person = expert.add(name, "封测", f"{name}所在大学", "", actor("bai"))
        seat = assessment.ask(case, person, actor("bai"))
        assessment.declare(case, seat, "", actor("bai"), conflict=False)
        made.append(seat.id)
    return made


def sheet(points: int) -> Sheet:
    return Sheet({one.code: points for one in CRITERIA["7a"]}, business_date())


def entered(case: Case, seat_id: int, points: int) -> None:
    seat = next(one.seat for one in assessments.seats(case.id) if one.seat.id == seat_id)
    score_sheet.enter(case, seat, sheet(points), SCAN, actor("bai"))


def test_two_experts_too_far_apart_need_a_third_and_the_mark_is_adopted_by_somebody_else(inside: Flask) -> None:
    case = at(inside, "documents_checked", "7a", PLATFORM)
    first, second = seated(case, "甲", "乙")
    entered(case, first, 88)
    refused("sheets_missing", assessment.adopt, case, actor("shen"))
    entered(case, second, 52)
    refused("needs_third", assessment.adopt, case, actor("shen"))
    (third,) = seated(case, "丙")
    entered(case, third, 90)
    entered(case, third, 50)  # entered again: the first time the wrong sheet was in hand
    row = assessment.adopt(case, actor("shen"))
    assert (row.mark, row.spread, row.method, row.passed) == (5100, 3800, "closest", False)
    assert [one["counted"] for one in row.sheets] == [False, True, True]
    refused("assessment_adopted", entered, case, third, 60)
    run = evaluation.evaluate(case, actor("shen"))
    assert (run.inputs["platform"], run.amount_fen, run.reason) == (False, 0, "not_platform")


def test_experts_with_a_conflict_are_not_asked_or_replaced(inside: Flask) -> None:
    case = at(inside, "documents_checked", "7a", PLATFORM)
    rival = db.session.query(Enterprise).filter_by(name=case.enterprise.name).one()
    own = expert.add("本单位", "封测", f"{rival.name}", "", actor("bai"))
    by_code = expert.add("代码", "封测", "某公司", rival.uscc, actor("bai"))
    for person in (own, by_code):
        refused("expert_conflict", assessment.ask, case, person, actor("bai"))
    first, second = seated(case, "甲", "乙")
    refused("no_seat", seated, case, "丙")
    entered(case, first, 80)
    seat = next(one.seat for one in assessments.seats(case.id) if one.seat.id == first)
    assessment.declare(case, seat, "去年给该单位做过顾问", actor("bai"), conflict=True)
    refused("not_declared", score_sheet.enter, case, seat, sheet(80), SCAN, actor("bai"))
    (after,) = seated(case, "丁")
    entered(case, second, 70)
    entered(case, after, 75)
    row = assessment.adopt(case, actor("shen"))
    assert (row.mark, row.method, row.passed) == (7250, "mean", True)
    assert open_file(case).changes == []
