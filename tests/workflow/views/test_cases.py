"""The case page and its steps through real forms: who sees what, who is refused how, and nothing happens twice."""

import pytest
from flask import Flask
from sqlalchemy import text

from tests.ground.queries import expected
from tests.visitor import Visitor, forms_of
from tests.workflow.filing import actor, draft, filled, pdf, reload, submitted
from tests.workflow.many import case_row
from tests.workflow.onward import accepted, evaluated, reviewed
from workflow.actions import application, casework, documents
from workflow.db import db
from workflow.queries.calendar import calendar

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def made(app: Flask, make: object, *arguments: str) -> str:
    """The number of a case that `make` builds, committed."""
    with app.app_context():
        number = str(make(*arguments).number)  # type: ignore[operator]
        db.session.commit()
        return number


def state_of(app: Flask, number: str) -> str:
    with app.app_context():
        return reload(number).state


def test_from_submission_to_the_committee_by_its_people(app: Flask) -> None:
    number = made(app, submitted)
    shen, xu = Visitor(app, "shen"), Visitor(app, "xu")
    page = shen.open(f"/cases/{number}")
    for sight in (
        "深圳岚汐传感技术有限公司",
        "60,000,000.00元",
        "企业填报",
        "还没有受理，请先受理",
        "信用核查还没有做",
    ):
        assert sight in page
    shen.send("/acceptance", expect=200)
    assert "已受理，承诺时限从今天开始算" in shen.text
    while any(form.action.endswith("/verdict") for form in forms_of(shen.text)) and "未核</span>" in shen.text:
        shen.send(_unjudged(shen), verdict="accepted", expect=200)
    assert "还没有做信用核查，请先查信用" in shen.text
    shen.send("/credit", expect=200)
    assert "不在严重失信主体名单上" in shen.text
    shen.send("/document-check", expect=200)
    page = shen.send("/evaluation", opinion="材料齐备，建议支持。", expect=200)
    for sight in ("评估完成：建议100,000.00元", "材料齐备，建议支持。", "评估还没有复核，请先请复核人复核"):
        assert sight in page
    xu.open(f"/cases/{number}")
    xu.open(f"/cases/{number}/review")
    assert "确认后经办人可以提交会议审定" in xu.text
    xu.send("/review", comment="复算一致", expect=200)
    assert "复算一致" in xu.text
    shen.open(f"/cases/{number}")
    shen.send("/agenda", expect=200)
    assert "已提交会议审定" in shen.text
    assert state_of(app, number) == "committee"


def _unjudged(visitor: Visitor) -> str:
    """The address of the first document without a verdict."""
    part = visitor.text.split("未核</span>")[1]
    return part.split('/verdict"')[0].rsplit("/cases/", 1)[1].join(("/cases/", "/verdict"))


def test_the_record_names_people_times_changes_and_an_unbroken_chain(app: Flask) -> None:
    number = made(app, reviewed)
    page = Visitor(app, "lu").open(f"/cases/{number}/record")
    for sight in (
        "校验值全部一致",
        "沈砚，经办人",
        "许岚，复核人",
        "申报单位",
        "建议金额：</span>— → 100,000.00元",
        "经办：</span>— → 沈砚",
        "失信名单：</span>不在名单上",
    ):
        assert sight in page, sight
    assert page.count('id="step-') == 7
    assert "材料结论" in page


@SQLITE
def test_a_record_that_was_tampered_with_is_said(app: Flask) -> None:
    number = made(app, reviewed)
    with app.app_context():
        case = reload(number)
        db.session.execute(text("DROP TRIGGER transition_no_update"))  # somebody with the file in hand
        db.session.execute(text("UPDATE transition SET reason = 'x' WHERE case_id = :id AND seq = 4"), {"id": case.id})
        db.session.commit()
    assert "第4条起，记录与校验值对不上" in Visitor(app, "lu").open(f"/cases/{number}/record")


@SQLITE
@pytest.mark.parametrize(
    ("login", "sees", "lacks"),
    [
        ("cheng", "转给同事…", "评估金额</button>"),
        ("lu", "现在没有您要办的步骤", "</form><details"),
        ("jiang", "这件申请由别的经办人负责", "放回待认领"),
        ("xu", "现在没有您要办的步骤", "/acceptance"),
    ],
)
def test_others_read_the_page_and_cannot_act(app: Flask, login: str, sees: str, lacks: str) -> None:
    number = made(app, accepted)
    page = Visitor(app, login).open(f"/cases/{number}")
    assert sees in page
    assert lacks not in page
    assert "/verdict" not in page


@SQLITE
def test_the_supervisor_is_led_to_the_resolution(app: Flask) -> None:
    def before() -> object:
        case = reviewed()
        casework.send_to_committee(case, actor("shen"))
        return case

    number = made(app, before)
    page = Visitor(app, "cheng").open(f"/cases/{number}")
    assert f'href="/committee/{number}"' in page
    assert "审定通过…" in page


@SQLITE
def test_drafts_foreign_roles_and_unknown_numbers_are_not_there(app: Flask) -> None:
    number, own = made(app, draft), made(app, submitted)
    shen = Visitor(app, "shen")
    for path in (f"/cases/{number}", f"/cases/{number}/record", "/cases/2026-10-9999", "/cases/" + "9" * 60):
        shen.open(path, expect=404)
    lanxi = Visitor(app, "lanxi")
    for path in (f"/cases/{own}", f"/cases/{own}/record", f"/cases/{own}/correction", f"/cases/{own}/review"):
        lanxi.open(path, expect=403)


def test_a_double_click_accepts_once(app: Flask) -> None:
    number = made(app, submitted)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    form = shen.form("/acceptance")
    data = {name: values[0] for name, values in form.fields.items()}
    first = shen.client.post(form.action, data=data)
    second = shen.client.post(form.action, data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert "刚才已经办好了" in shen.open(f"/cases/{number}")
    with app.app_context():
        assert reload(number).version == 3


def test_the_slower_one_is_told_who_did_what(app: Flask) -> None:
    number = made(app, submitted)
    shen, jiang = Visitor(app, "shen"), Visitor(app, "jiang")
    shen.open(f"/cases/{number}/refusal")
    jiang.open(f"/cases/{number}")
    jiang.send("/acceptance", expect=200)
    page = shen.send("/refusal", reason="不是本区企业，请核对注册地。", expect=409)
    assert "江予" in page
    assert "受理了申请" in page
    assert "不是本区企业，请核对注册地。" in page
    again = Visitor(app, "jiang")
    again.open(f"/cases/{number}/correction")
    jiang.send("/credit", expect=200)
    page = again.send("/correction", **{"fact-revenue": "和审计报告不一致，请核对。"}, expect=409)
    for told in ("江予", "做了信用核查", "和审计报告不一致，请核对。"):  # and every point of a list
        assert told in page
    assert state_of(app, number) == "submitted"


def test_the_slower_claim_is_told_who_was_faster(app: Flask) -> None:
    number = made(app, submitted)
    shen, jiang = Visitor(app, "shen"), Visitor(app, "jiang")
    shen.open(f"/cases/{number}")
    jiang.open(f"/cases/{number}")
    shen.send("/claim", expect=200)
    assert "这件申请归您经办了" in shen.text
    assert "沈砚" in jiang.send("/claim", expect=409)
    shen.send("/release", expect=200)
    assert "待认领" in shen.text


def test_declining_asks_for_its_reason_and_keeps_what_was_typed(app: Flask) -> None:
    number = made(app, submitted)
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}/refusal")
    assert "不予受理这件申请吗" in shen.text
    page = shen.send("/refusal", reason="   ", expect=422)
    assert "errsum" in page
    page = shen.send("/refusal", reason="长" * 2001, expect=422)
    assert "长" * 2001 in page
    shen.send("/refusal", reason="不是本区企业", expect=200)
    assert state_of(app, number) == "rejected"
    shen.open(f"/cases/{number}/refusal")
    assert "“不予受理”要在“已提交”时办" in shen.text
    assert not any(form.action.endswith("/refusal") for form in forms_of(shen.text))


@SQLITE
def test_other_cases_and_earlier_rounds_are_at_hand(app: Flask) -> None:
    number = made(app, evaluated)
    with app.app_context():
        other = case_row("14")
        db.session.commit()
    shen = Visitor(app, "shen")
    shen.open(f"/cases/{number}")
    assert other in shen.text
    shen.send("/evaluation", opinion="第二次", expect=200)
    assert "历次评估" in shen.text
    page = shen.open(f"/cases/{number}?round=1")
    assert "这是第1轮评估，已被后来的评估取代" in page
    for spoilt in ("x", "9", "-1", "99999999999"):
        assert "第二次" in shen.open(f"/cases/{number}?round={spoilt}")


@SQLITE
@pytest.mark.parametrize("files", [1, 12])
def test_the_page_costs_the_same_for_any_number_of_documents(app: Flask, files: int) -> None:

    with app.app_context():
        case = filled()
        for place in range(files):
            documents.attach(case, "business_licence", f"{place}.pdf", pdf(60 + place), actor("lanxi"))
        application.submit(case, actor("lanxi"))
        number = case.number
        db.session.commit()
    shen = Visitor(app, "shen")
    with app.app_context():
        calendar()
        engine = db.engine
    with expected(engine, 31):
        shen.open(f"/cases/{number}")
