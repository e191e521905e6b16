"""The request to correct through its form: complete or refused, prefilled, taken back, lapsed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.workflow.filing import actor, reload
from tests.workflow.onward import accepted, papers
from workflow.actions import checking, helping
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.queries.filings import open_correction

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def begin(app: Flask) -> tuple[str, str]:
    """An accepted case with one refused document: its number and that document's kind."""
    with app.app_context():
        case = accepted()
        paper = papers(case)[0]
        checking.give_verdict(case, paper, "refused", "缺章，请盖章后重传", actor("shen"))
        number, kind = case.number, paper.kind
        db.session.commit()
        return number, kind


def test_the_list_begins_with_the_refused_documents_and_is_served_once(app: Flask) -> None:
    number, kind = begin(app)
    shen = Visitor(app, "shen")
    page = shen.open(f"/cases/{number}/correction")
    assert "缺章，请盖章后重传" in page
    assert "40,000,000.00元" in page
    points: dict[str, Any] = {"fact-peak": "与审计报告不一致", "fact-other_money": "请补报市级奖励"}
    shen.send("/correction", **points, note="请一次补齐", expect=200)
    for sight in ("补正通知已发给企业，共3项", "等企业补正", "与审计报告不一致", "<dt>等谁</dt><dd>申报单位"):
        assert sight in shen.text, sight
    with app.app_context():
        notice = open_correction(reload(number).id)
        assert notice is not None
        named = [(one["kind"], one["name"]) for one in notice.items]
        assert named == [("fact", "peak"), ("fact", "other_money"), ("document", kind)]
    assert "缺章，请盖章后重传" in Visitor(app, "lanxi").open(f"/applications/{number}/correction")


@SQLITE
def test_a_document_that_was_passed_meanwhile_is_not_asked_for_unawares(app: Flask) -> None:
    number, kind = begin(app)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}/correction")
    with app.app_context():
        case = reload(number)
        helping.add(case, actor("jiang").user_id or 0, actor("shen"))
        db.session.commit()
    shen.open(f"/cases/{number}/correction")
    with app.app_context():
        case = reload(number)
        paper = next(one for one in papers(case) if one.kind == kind)
        checking.give_verdict(case, paper, "accepted", "", actor("jiang"))
        db.session.commit()
    typed = {f"document-{kind}": "缺章", "fact-peak": "与审计报告不一致"}
    page = shen.send("/correction", **typed, expect=422)
    assert "江予" in page
    assert "已核通过这份材料" in page
    assert "与审计报告不一致" in page
    shen.send("/correction", expect=200)
    assert "补正通知已发给企业，共2项" in shen.text


@SQLITE
def test_an_incomplete_list_is_shown_again_with_everything_typed(app: Flask) -> None:
    number, kind = begin(app)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}/correction")
    typed: list[dict[str, Any]] = [
        {f"document-{kind}": " ", "fact-peak": "留下这句"},
        {f"document-{kind}": "", "fact-peak": ""},
        {f"document-{kind}": "长" * 501, "fact-peak": ""},
    ]
    page = shen.send("/correction", **typed[0], expect=422)
    assert "一次性告知要把它写进来" in page
    assert "留下这句" in page
    page = shen.send("/correction", **typed[1], expect=422)
    assert "请至少在一项里写明哪里不对" in page
    page = shen.send("/correction", **typed[2], expect=422)
    assert "太长了" in page


def test_it_is_taken_back(app: Flask) -> None:
    number, _kind = begin(app)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}/correction")
    shen.send("/correction", expect=200)
    assert "补正期限还没到，还剩15个工作日" in shen.text
    shen.send("/cancellation", expect=200)
    assert "补正已取消" in shen.text
    with app.app_context():
        assert reload(number).state == "submitted"


@SQLITE
def test_an_overdue_one_is_closed_with_a_reason(app: Flask) -> None:
    number, _kind = begin(app)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}/correction")
    shen.send("/correction", expect=200)
    with app.app_context():
        due = reload(number).due_on
        assert due is not None
    with told(datetime(due.year, due.month, due.day, 10, tzinfo=SHANGHAI) + timedelta(days=1)):
        shen = Visitor(app, "shen")
        shen.open(f"/cases/{number}/correction/lapse")
        shen.send("/lapse", reason="逾期没有补正", expect=200)
    with app.app_context():
        assert reload(number).state == "withdrawn"


@SQLITE
def test_only_the_caseworker_in_charge_may_ask(app: Flask) -> None:
    number, _kind = begin(app)
    jiang = Visitor(app, "jiang")
    assert "这件申请由别的经办人负责" in jiang.open(f"/cases/{number}/correction")
    assert "发出补正通知" not in jiang.text
