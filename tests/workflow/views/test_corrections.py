"""Answering a correction notice through the pages, on both databases."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from tests.visitor import Visitor
from tests.workflow.actions.rent_ground import leased
from tests.workflow.filing import actor, ask, pdf, reload, submitted
from workflow.actions import correction
from workflow.db import db
from workflow.models.case import Case
from workflow.queries.filings import current_filing

Visit = Callable[[str | None], Visitor]
POINTS = [
    {"kind": "fact", "name": "area", "wrong": "附图标的是2,300平方米"},
    {"kind": "document", "name": "lease", "wrong": "缺盖章页"},
]


def asked(app: Flask, *points: dict[str, str]) -> str:
    """A submitted case that was sent back with these points; gives its number."""
    with app.app_context():
        number = submitted("lanxi", "14").number
        db.session.commit()
        correction.request(reload(number), list(points), "其余没有问题。", actor("shen"))
        db.session.commit()
        return number


def case_of(number: str) -> Case:
    return db.session.scalars(select(Case).where(Case.number == number)).one()


def test_a_notice_that_doubts_what_the_leases_answer_opens_the_field(app: Flask, visit: Visit) -> None:
    number = asked(app, POINTS[0])
    with app.app_context():
        leased("lanxi", "A3-2", 2400, "2024-01-01", "2030-12-31")
        db.session.commit()
    lanxi = visit("lanxi")
    assert 'name="area"' in lanxi.open(f"/applications/{number}/correction")
    lanxi.send("/correction", act="save", area="2,300", expect=200)
    assert "已补1处，共1处" in lanxi.text
    with app.app_context():
        assert current_filing(case_of(number).id).facts["area"] == "2300.00"


def test_the_whole_answer(app: Flask, visit: Visit) -> None:
    number = asked(app, *POINTS)
    lanxi = visit("lanxi")
    lanxi.open("/applications")
    assert "补2处" in lanxi.text
    lanxi.open(f"/applications/{number}")
    assert "请您补2处" in lanxi.text
    assert "附图标的是2,300平方米" in lanxi.text
    lanxi.open(f"/applications/{number}/correction")
    fields = set(lanxi.form("/correction").fields)
    assert "area" in fields
    assert not fields & {"in_zone", "months", "premises", "other_money-0-yuan"}
    lanxi.send("/documents/lease", file=FileStorage(BytesIO(pdf(77)), "租赁合同（补）.pdf"), expect=200)
    assert lanxi.at == f"/applications/{number}/correction"
    lanxi.send("/correction", act="resubmit", area="二千三", expect=422)
    assert 'value="二千三"' in lanxi.text
    assert "请先勾选承诺" in lanxi.text
    lanxi.send("/correction", act="save", area="2,300", expect=200)
    assert "已补" in lanxi.text
    lanxi.send("/correction", act="resubmit", area="2,300", declared="yes", expect=200)
    assert lanxi.at == f"/applications/{number}"
    assert "20,700" in lanxi.text
    with app.app_context():
        case = case_of(number)
        filing = current_filing(case.id)
        assert (case.state, case.estimate_fen) == ("submitted", 2_070_000)
        assert (filing.revision, filing.changed, filing.facts["area"]) == (1, ["area"], "2300.00")
    lanxi.open(f"/applications/{number}/correction")
    assert lanxi.at == f"/applications/{number}"


def test_half_an_answer_is_refused_with_the_reason(app: Flask, visit: Visit) -> None:
    number = asked(app, *POINTS)
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/correction")
    lanxi.send("/correction", act="resubmit", area="2,300", declared="yes", expect=409)
    assert "补正通知里还有1项没补" in lanxi.text
    with app.app_context():
        assert case_of(number).state == "correction"


def test_what_is_not_listed_stays_closed(app: Flask, visit: Visit) -> None:
    number = asked(app, *POINTS)
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/correction")
    lanxi.send("/correction", act="save", area="2,300", in_zone="no", expect=200)
    with app.app_context():
        assert current_filing(case_of(number).id).facts["in_zone"] is True
    form = lanxi.form("/documents/lease")
    fields = {name: values[0] for name, values in form.fields.items()}
    other = form.action.replace("/lease", "/floor_plan")
    data = fields | {"file": FileStorage(BytesIO(pdf(78)), "平面图.pdf")}
    assert lanxi.client.post(other, data=data).status_code == 409


def test_documents_alone_can_be_asked_for(app: Flask, visit: Visit) -> None:
    number = asked(app, POINTS[1])
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/correction")
    lanxi.send("/documents/lease", file=FileStorage(BytesIO(b"%PDF-"), "坏.pdf"), expect=422)
    assert "“坏.pdf”没有上传" in lanxi.text
    lanxi.open(f"/applications/{number}/correction")
    lanxi.send("/documents/lease", file=FileStorage(BytesIO(pdf(77)), "合同.pdf"), expect=200)
    lanxi.send("/correction", act="resubmit", declared="yes", expect=200)
    with app.app_context():
        case = case_of(number)
        assert (case.state, current_filing(case.id).revision) == ("submitted", 1)


def test_the_estimate_of_a_correction_keeps_the_closed_answers(app: Flask, visit: Visit) -> None:
    number = asked(app, POINTS[0])
    answer = visit("lanxi").client.get(
        f"/applications/{number}/estimate?area=1,000", headers={"X-Requested-With": "estimate"}
    )
    assert "9,000" in answer.text


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_other_money_can_be_asked_for(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case = submitted()
        ask(case, ("fact", "other_money"))
        db.session.commit()
        number = case.number
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/correction")
    row: dict[str, Any] = {"other_money-0-source": "市级补贴", "other_money-0-yuan": "30,000"}
    lanxi.send("/correction", act="add:other_money", **row, expect=200)
    assert 'name="other_money-1-source"' in lanxi.text
    lanxi.send("/correction", act="resubmit", declared="yes", expect=200)
    with app.app_context():
        money = current_filing(case_of(number).id).other_money
        assert money == [{"source": "市级补贴", "yuan": "30000.00"}]
