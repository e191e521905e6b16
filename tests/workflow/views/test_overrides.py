"""Changing a number through real forms: typed text comes back, two people, red for ever, runs side by side."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.filing import actor, reload
from tests.workflow.onward import checked, evaluated, papers, reviewed
from tests.workflow.overriding import WHY, confirmed, proposed
from workflow.actions import casework, review
from workflow.actions.evaluation import evaluate
from workflow.db import db
from workflow.models.override import Override

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def test_from_the_proposal_to_the_next_evaluation(app: Flask) -> None:
    with app.app_context():
        case = reviewed()
        number, ref = case.number, papers(case)[0].ref
        db.session.commit()
    shen, xu = Visitor(app, "shen"), Visitor(app, "xu")
    page = shen.open(f"/cases/{number}/overrides/new")
    assert "年度营业收入" in page or "营业收入" in page
    assert "100,000.00元" in page  # the amount may be changed too
    shen.open(f"/cases/{number}/overrides/new?what=revenue")
    page = shen.send("/overrides/new", number="4千万", reason="太短", document="", page="x", expect=422)
    for typed in ("4千万", "太短", 'value="x"', "理由请写10到2000个字", "页码写1到9999的整数"):
        assert typed in page
    page = shen.send("/overrides/new", number="60,000,000", reason=WHY, document=ref, page="2", expect=422)
    assert "和现在的数一样" in page
    page = shen.send("/overrides/new", number="48,000,000", reason=WHY, document=ref, page="2", expect=200)
    assert "等复核人确认" in page
    assert "还有1处调整没有第二个人确认" in page  # why the case does not go on
    with app.app_context():
        change = db.session.scalars(select(Override)).one().id
    assert "同意调整" not in shen.open(f"/cases/{number}/overrides/{change}")  # nobody agrees with oneself
    page = xu.open(f"/cases/{number}/overrides/{change}")
    # What it does to the review and to the amount, and the page that proves it.
    for told in ("同意后复核作废", "按规则算出的金额", f"document={ref}&amp;page=2#paper-{ref}"):
        assert told in page
    xu.send("/refusal", reason="", expect=422)
    page = xu.send("/confirmation", expect=200)
    assert "原来的评估和复核不再算数" in page
    assert "复核已作废，请重新评估" in page
    assert "override--done" in page
    page = shen.open(f"/cases/{number}")
    assert '<b class="is-cinnabar">48,000,000.00元' in page
    page = shen.send("/evaluation", expect=200)
    assert "按核实的数计算" in page
    assert "人工调整" in page
    shen.client.get(f"/cases/{number}/overrides/99999999999999999999")
    assert shen.client.get(f"/cases/{number}/overrides/99999999999999999999").status_code == 404
    record = shen.open(f"/cases/{number}/record")
    for told in ("提出调整", "确认了调整", "作废的复核", WHY):
        assert told in record


def test_runs_side_by_side(app: Flask) -> None:
    with app.app_context():
        case = evaluated("14")
        confirmed(case, fact="area", value="2000.00")
        evaluate(case, actor("shen"))
        confirmed(case, "cheng", fen=1_500_000)
        evaluate(case, actor("shen"))
        other = evaluated("14", "yanbei")
        proposed(other, fen=1_500_000)
        number, short, engine = case.number, other.number, db.engine
        db.session.commit()
    auditor = Visitor(app, "lu")
    page = auditor.open(f"/cases/{number}/evaluations")
    assert "第2轮和第3轮" in page
    assert page.count("有人工调整") == 2
    page = auditor.open(f"/cases/{number}/evaluations?before=1&after=2")
    differs = page.split('<tr class="compare__d">')[1:]
    assert any("2,400.00平方米" in row and "2,000.00平方米" in row for row in differs)
    assert any("21,600.00元" in row and "18,000.00元" in row for row in differs)
    same = page.split("规则版本</th>")[-1].split("</tr>")[0]
    assert "不同" not in same
    assert "金额由人工调整决定" in page  # what decides the newest amount
    page = auditor.open(f"/cases/{number}/evaluations?before=2&after=2")
    assert "compare__d" not in page
    for one in (short, number):  # one run and one change cost what three and two cost
        with expected(engine, 20):
            auditor.open(f"/cases/{one}/evaluations")


def test_the_applicant_reads_the_reason_but_no_name_and_no_proposal(app: Flask) -> None:
    with app.app_context():
        case = checked("14")
        confirmed(case, fact="area", value="2000.00")
        evaluate(case, actor("shen"))
        waits = proposed(case, fen=1_000_000, reason="这条理由只是提议，还没有人同意")
        number, waiting = case.number, waits.id
        db.session.commit()
    lanxi = Visitor(app, "lanxi")
    page = lanxi.open(f"/applications/{number}")
    assert "面积" in page
    assert WHY in page
    for hidden in ("沈砚", "许岚", "这条理由只是提议", "override"):
        assert hidden not in page
    assert lanxi.client.get(f"/cases/{number}/evaluations").status_code == 403
    assert lanxi.client.get(f"/cases/{number}/overrides/{waiting}").status_code == 403


def test_the_committee_sees_it_in_red(app: Flask) -> None:
    with app.app_context():
        case = evaluated("14")
        confirmed(case, "cheng", fen=1_500_000)
        evaluate(case, actor("shen"))
        review.pass_review(case, actor("xu"), "")
        casework.send_to_committee(case, actor("shen"))
        number = case.number
        db.session.commit()
        assert reload(number).state == "committee"
    bai = Visitor(app, "bai")
    assert "有人工调整" in bai.open("/committee")
    assert "override--done" in bai.open(f"/committee/{number}")


def test_rows_are_changed_added_and_left_out(app: Flask) -> None:
    with app.app_context():
        case = evaluated("5")
        number, ref, before = case.number, papers(case)[0].ref, case.proposed_fen
        db.session.commit()
    shen = Visitor(app, "shen")
    page = shen.open(f"/cases/{number}/overrides/new?what=runs")
    assert 'name="number-0-wafer_fee"' in page
    assert 'value="800,000"' in page
    assert 'name="number-1-wafer_fee"' in page  # one more, blank
    said = {"reason": WHY, "document": ref, "page": "2"}
    shen.send("/overrides/new", **said, expect=422)
    assert "和现在的数一样" in shen.text  # the blank row is none
    shen.send("/overrides/new", **said | {"number-0-wafer_fee": "很多"}, expect=422)
    assert 'value="很多"' in shen.text
    assert "请填写" in shen.text or "金额" in shen.text
    more = {"number-0-mask_fee": "0", "number-0-wafer_fee": "500,000"}
    shen.send("/overrides/new", **said | more, expect=200)
    assert "已提请第二个人确认" in shen.text
    with app.app_context():
        row = db.session.scalars(select(Override)).one()
        kept = {"ip_fee": "0.00", "first_run": True}
        assert row.claimed["value"] == [kept | {"mask_fee": "200000.00", "wafer_fee": "800000.00"}]
        assert row.verified["value"] == [kept | {"mask_fee": "0.00", "wafer_fee": "500000.00"}]
        change = row.id
    xu = Visitor(app, "xu")
    assert "500,000.00元" in xu.open(f"/cases/{number}/overrides/{change}")
    xu.send("/confirmation", expect=200)
    shen.open(f"/cases/{number}")
    shen.send("/evaluation", expect=200)
    with app.app_context():
        assert (reload(number).proposed_fen or 0) < (before or 0)
