"""The applicant's way through the pages, on both databases: start, fill in, hand in, submit, follow, withdraw."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from werkzeug.datastructures import FileStorage

from rules import catalogue
from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.filing import FACTS, draft, filled, pdf, submitted
from workflow.clock import business_date
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, Transition
from workflow.queries.filings import current_filing
from workflow.views.promises import PROMISES

Visit = Callable[[str | None], Visitor]


def call_of(app: Flask, item: str) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Call.id).where(Call.item == item).order_by(Call.id)).first())


def start(app: Flask, visitor: Visitor, item: str) -> str:
    """Choose the item's call; gives the draft's number."""
    visitor.open("/applications/new")
    visitor.send("/applications", call=call_of(app, item), expect=200)
    found = re.fullmatch(r"/applications/(D[A-Z2-9]{8})/facts", visitor.at)
    assert found, visitor.at
    return found[1]


def hand_in(visitor: Visitor, number: str, item: str) -> None:
    """Upload every required document, one form after another."""
    for pages, kind in enumerate(catalogue.item(item).documents, 1):
        if kind.required:
            page = visitor.open(f"/applications/{number}/documents")
            if kind.code == "above_scale_proof":  # the bureau's own register answers it
                assert "/documents/above_scale_proof" not in page
                continue
            file = FileStorage(BytesIO(pdf(pages)), f"{kind.title.zh}.pdf")
            visitor.send(f"/documents/{kind.code}", file=file, expect=200)


ANSWERS: dict[str, dict[str, Any]] = {
    "10": {"year": "2026", "revenue": "60,000,000", "peak": "40,000,000.00"},
    "14": {
        "in_zone": "yes",
        "above_scale": "yes",
        "premises": "智造城A3栋2层",
        "contract_area": "2,600",
        "sublet_area": "200",
        "area": "2,400",
        "months": ["2026-01", "2026-02", "2026-03"],
    },
}
AMOUNT = {"10": "100,000.00", "14": "21,600.00"}


@pytest.mark.parametrize("item", ["10", "14"])
def test_from_the_first_click_to_the_receipt(app: Flask, visit: Visit, item: str) -> None:
    lanxi = visit("lanxi")
    number = start(app, lanxi, item)
    lanxi.send(f"/applications/{number}/facts", act="next", expect=200, **ANSWERS[item])
    assert lanxi.at == f"/applications/{number}/documents"
    hand_in(lanxi, number, item)
    lanxi.open(f"/applications/{number}/review")
    assert "还差" not in lanxi.text
    lanxi.send("/submission", expect=422)
    assert "请先勾选承诺" in lanxi.text
    lanxi.send("/submission", declared=list(PROMISES), expect=200)
    official = f"{business_date().year}-{item}-0001"
    assert lanxi.at == f"/applications/{official}/receipt"
    lanxi.open(f"/applications/{official}")
    assert AMOUNT[item] in lanxi.text
    assert "正在核对能不能受理" in lanxi.text
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == official)).one()
        facts = current_filing(case.id).facts
        assert {name: facts[name] for name in FACTS[item]} == FACTS[item]
    lanxi.open("/applications")
    assert official in lanxi.text
    assert "没有要办的事" in lanxi.text
    lanxi.open("/notices")
    assert official in lanxi.text
    lanxi.open(f"/applications/{number}", expect=404)


def test_submitting_twice_acts_once(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = filled().number
        db.session.commit()
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/review")
    form = lanxi.form("/submission")
    data: dict[str, Any] = {name: values[0] for name, values in form.fields.items()} | {"declared": list(PROMISES)}
    first = lanxi.client.post(form.action, data=data)
    second = lanxi.client.post(form.action, data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Transition.action == "submit")) == 1


def test_another_enterprises_application_does_not_exist(app: Flask, visit: Visit) -> None:
    with app.app_context():
        mine, handed_in = draft().number, submitted().number
        db.session.commit()
    yanbei, shen = visit("yanbei"), visit("shen")
    for number in (mine, handed_in, "2026-10-9999", "D" + "A" * 8, "x" * 100):
        for page in ("", "/facts", "/documents", "/review", "/correction", "/withdrawal", "/estimate"):
            yanbei.open(f"/applications/{number}{page}", expect=404)
            shen.open(f"/applications/{number}{page}", expect=403)
        for step in ("/facts", "/submission", "/correction", "/withdrawal", "/documents/statistics"):
            token = yanbei.client.get("/applications/new").text
            csrf = re.search(r'name="csrf_token" value="([^"]+)"', token)
            assert csrf
            data = {"csrf_token": csrf[1], "submission_key": "k" * 24, "version": "1"}
            assert yanbei.client.post(f"/applications/{number}{step}", data=data).status_code == 404


def test_wrong_answers_stay_as_typed_with_a_summary(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    number = start(app, lanxi, "10")
    lanxi.send("/facts", act="next", year="2026", revenue="六千万", peak="1e9", expect=422)
    assert 'value="六千万"' in lanxi.text
    assert 'href="#revenue"' in lanxi.text
    assert "有2处需要修改" in lanxi.text
    lanxi.send("/facts", act="save", revenue="六千万", expect=200)
    lanxi.open(f"/applications/{number}/facts")
    assert 'value="六千万"' in lanxi.text
    lanxi.open(f"/applications/{number}/review")
    assert f"/applications/{number}/facts?check=1#revenue" in lanxi.text
    assert "提交申请" in lanxi.text
    lanxi.open(f"/applications/{number}/facts?check=1")
    assert 'aria-invalid="true"' in lanxi.text


def test_rows_are_added_and_removed_without_script(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    number = start(app, lanxi, "5")
    lanxi.send("/facts", act="add:runs", **_fields({"runs-0-ip_fee": "100"}), expect=200)
    assert 'name="runs-1-ip_fee"' in lanxi.text
    lanxi.send(
        "/facts", act="add:other_money", **_fields({"runs-1-ip_fee": "200", "runs-1-first_run": "yes"}), expect=200
    )
    assert 'name="other_money-1-source"' in lanxi.text
    lanxi.send("/facts", act="remove:runs:0", expect=200)
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        assert current_filing(case.id).facts["runs"] == [{"ip_fee": "200.00", "first_run": True}]
    assert 'name="runs-1-ip_fee"' not in lanxi.text


def test_the_estimate_answers_while_somebody_types_and_keeps_nothing(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    number = start(app, lanxi, "14")
    script = {"X-Requested-With": "estimate"}
    page = lanxi.client.get(
        f"/applications/{number}/estimate?in_zone=yes&above_scale=yes&area=6,200&months=2026-01&months=2026-02",
        headers=script,
    )
    assert page.status_code == 200
    assert "37,200" in page.text
    assert "已用0，本次2，剩34" in page.text
    lacking = lanxi.client.get(f"/applications/{number}/estimate?area=-1", headers=script)
    assert "请填写大于0的面积" in lacking.text
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        assert "area" not in current_filing(case.id).facts


def test_the_register_prefills_above_scale_and_says_so(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    start(app, lanxi, "14")
    assert "来自企业资料：统计名录" in lanxi.text
    assert lanxi.form("/facts").fields["above_scale"] == ["yes"]
    assert "in_zone" not in lanxi.form("/facts").fields


def test_withdrawing_asks_first(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = submitted().number
        db.session.commit()
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    lanxi.open(f"/applications/{number}/withdrawal")
    assert "要撤回这件申请吗？" in lanxi.text
    lanxi.send("/withdrawal", reason="项目取消", expect=200)
    assert lanxi.at == f"/applications/{number}"
    assert "项目取消" in lanxi.text
    lanxi.open(f"/applications/{number}/withdrawal")
    assert "aria-disabled" not in lanxi.text
    assert "acts__why" in lanxi.text


def test_a_form_that_was_opened_before_a_step_is_refused_by_name(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = draft().number
        db.session.commit()
    one, two = visit("lanxi"), visit("lanxi")
    one.open(f"/applications/{number}/facts")
    two.open(f"/applications/{number}/withdrawal")
    two.send("/withdrawal", expect=200)
    one.send("/facts", act="save", expect=409)
    assert "撤回" in one.text


def test_every_item_has_a_working_form(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    for item in catalogue.ITEMS:
        number = start(app, lanxi, item)
        lanxi.send("/facts", act="next", expect=422)
        lanxi.open(f"/applications/{number}/documents")
        lanxi.open(f"/applications/{number}/review")
        lanxi.open(f"/applications/{number}")
    lanxi.open("/applications")
    assert lanxi.text.count("接着填") >= 16


def test_the_pages_are_also_in_english(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number, handed_in = draft("lanxi", "14").number, submitted("lanxi", "14").number
        db.session.commit()
    lanxi = visit("lanxi")
    lanxi.open("/language/en")
    for page in (f"{number}/facts", f"{number}/documents", f"{number}/review", handed_in, "new"):
        lanxi.open(f"/applications/{page}")
        assert '<html lang="en"' in lanxi.text
    lanxi.open("/applications")
    assert "Article 14" in lanxi.text


def test_the_list_costs_the_same_for_one_and_for_many(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    for count in (1, 2, 49):
        with app.app_context():
            for _number in range(count):
                draft()
            db.session.commit()
        lanxi.open("/applications")
        with expected(_engine(app), 11):
            lanxi.open("/applications")
    assert "更早的申报" in lanxi.text
    older = re.search(r'href="(/applications\?before=\d+)"', lanxi.text)
    assert older
    lanxi.open(older[1])


def _fields(named: dict[str, str]) -> dict[str, Any]:
    return dict(named)


def _engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine


def test_saving_by_script_counts_only_when_it_was_saved(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    number = start(app, lanxi, "10")
    form = lanxi.form("/facts")
    data = {name: values[0] for name, values in form.fields.items()} | {"revenue": "7", "submission_key": "s" * 32}
    answer = lanxi.client.post(form.action, data=data, headers={"X-Requested-With": "autosave"})
    assert (answer.status_code, answer.location) == (303, f"/applications/{number}/facts")
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        assert current_filing(case.id).facts["revenue"] == "7.00"
        assert case.version == 1


def test_foreign_actor_cannot_create_for_another_enterprise(app: Flask, visit: Visit) -> None:
    visit("shen").open("/applications/new", expect=403)
