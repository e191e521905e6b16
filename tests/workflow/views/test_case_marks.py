"""The case page at work: facts verified, pages looked at and pinned, checks with their evidence, tasks that know what is left."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.filing import actor, reload, submitted
from tests.workflow.onward import accepted, papers, passed
from workflow.actions import checking, evaluation, fact_check, pin
from workflow.actions.pin import Place
from workflow.clock import business_date
from workflow.db import db
from workflow.models.enterprise import Dishonest
from workflow.queries.calendar import calendar

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
ASKED = {"X-Requested-With": "preview"}
#: Statements of a case page: the same for any number of marks.
PAGE = 33


def begun(app: Flask) -> tuple[str, str]:
    """The number of an accepted case, and the reference of its first document."""
    with app.app_context():
        case = accepted()
        number, ref = case.number, papers(case)[0].ref
        db.session.commit()
        return number, ref


def tasks_of(page: str) -> dict[str, str]:
    """Task → how far it is, as the list of the page says."""
    part = page.split('class="todo"')[1].split("</ol>", maxsplit=1)[0]
    found = re.findall(r"<svg.*?</svg><span>(?:<a[^>]*>)?([^<]+).*?<span class=\"tiny muted\">([^<]+)</span>", part)
    return dict(found)


def test_a_fact_is_verified_and_what_was_typed_comes_back(app: Flask) -> None:
    number, ref = begun(app)
    shen = Visitor(app, "shen")
    assert "0/3项已核对" in shen.open(f"/cases/{number}")
    shen.send("/facts/revenue/check", document="", note=" ", expect=409)
    assert "请选择对照的材料" in shen.text
    shen.open(f"/cases/{number}")
    shen.send("/facts/revenue/check", document=ref, note="字" * 201, expect=422)
    assert "太长了" in shen.text
    assert "字" * 201 in shen.text
    shen.send("/facts/revenue/check", document=ref, note="第2页", expect=200)
    assert re.search(r"沈砚\d+月\d+日 \d\d:\d\d核对：\S+.pdf，第2页", shen.text)
    assert "1/3项已核对" in shen.text
    assert "沈砚" in Visitor(app, "lu").open(f"/cases/{number}/record").split('id="facts-verified"')[1]
    shen.open(f"/cases/{number}")
    shen.send("/facts/revenue/check/withdrawal", expect=200)
    assert "0/3项已核对" in shen.text
    form = shen.form("/facts/peak/check")
    data = {name: values[0] for name, values in form.fields.items()}
    assert shen.client.post(f"/cases/{number}/facts/beauty/check", data=data).status_code == 404
    assert shen.client.post(form.action, data=data | {"document": "unknown"}).status_code == 404
    assert "/check" not in Visitor(app, "cheng").open(f"/cases/{number}")


def test_a_page_opens_beside_the_verdict_and_takes_pins(app: Flask) -> None:
    number, ref = begun(app)
    shen = Visitor(app, "shen")
    page = shen.open(f"/cases/{number}?document={ref}&page=1")
    assert f'<image href="/documents/{ref}/pages/1"' in page
    shen.send(f"/documents/{ref}/pins", x="300", y="2000", note="留下这句", expect=422)
    assert "位置是0到1000之间的整数" in shen.text
    assert "留下这句" in shen.text
    assert f'<image href="/documents/{ref}/pages/1"' in shen.text
    page = shen.send(f"/documents/{ref}/pins", x="250", y="100", fact="revenue", note="合计栏", expect=200)
    assert 'id="spot-1"' in page
    assert 'cx="275.0"' in page  # a quarter of 1100
    assert page.count("营业收入") >= 2 or "合计栏" in page
    shen.send("/pins/1/removal", expect=200)
    assert 'id="spot-1"' not in shen.text
    assert "显示不了" in shen.open(f"/cases/{number}?document={ref}&page=499")
    for spoilt in (f"document={ref}&page=x", "document=unknown&page=1", f"document={ref}&page=99999999999"):
        shen.open(f"/cases/{number}?{spoilt}")


def test_pictures_are_boxed_and_only_for_the_bureau(app: Flask) -> None:
    number, ref = begun(app)
    shen, address = Visitor(app, "shen"), f"/documents/{ref}/pages/1"
    answer = shen.client.get(address, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.data[8:12] == b"WEBP"
    panel = f"/cases/{number}/documents/{ref}/pages/1"
    assert shen.client.get(panel).status_code == 303
    assert "data-panel" in shen.client.get(panel, headers=ASKED).text
    assert shen.client.get(panel.replace(ref, "unknown"), headers=ASKED).status_code == 404
    assert shen.client.get(address.replace("/1", "/0")).status_code == 404
    assert shen.client.get(address.replace("/1", "/501")).status_code == 404
    lanxi = Visitor(app, "lanxi")
    for path in (address, panel):
        assert lanxi.client.get(path).status_code == 403
    for scan in ("pending", "infected"):
        with app.app_context():
            db.session.execute(db.text("UPDATE blob SET scan = :scan"), {"scan": scan})
            db.session.commit()
        assert shen.client.get(address).status_code == 404
        assert "显示不了" in shen.client.get(panel, headers=ASKED).text
        assert "/pages/1" not in shen.open(f"/cases/{number}")


def test_the_applicant_reads_nothing_of_marks(app: Flask) -> None:
    number, _ref = begun(app)
    with app.app_context():
        case = reload(number)
        fact_check.confirm(case, "revenue", papers(case)[0], "内部记号甲", actor("shen"))
        pin.put(case, papers(case)[0], Place(1, 5, 5), "revenue", "内部记号乙", actor("shen"))
        db.session.commit()
    lanxi = Visitor(app, "lanxi")
    for path in (f"/applications/{number}", f"/applications/{number}/messages"):
        page = lanxi.open(path)
        assert "内部记号" not in page
        assert "沈砚" not in page


def test_tasks_and_checks_follow_the_case(app: Flask) -> None:
    number, _ref = begun(app)
    shen, firm = Visitor(app, "shen"), ""
    page = shen.open(f"/cases/{number}")
    assert tasks_of(page) | {"受理": "已完成", "信用核查": "进行中", "复核": "未开始"} == tasks_of(page)
    for sight in ("信用代码校验位正确", "在申报期内提交", "申报声明已签", "上限额度够用", "信用核查还没有做"):
        assert sight in page, sight
    with app.app_context():
        case = reload(number)
        firm = case.enterprise.uscc
        checking.give_verdict(case, papers(case)[0], "refused", "缺章", actor("shen"))
        db.session.commit()
    assert tasks_of(shen.open(f"/cases/{number}"))["核验材料"] == "卡住"
    with app.app_context():
        case = reload(number)
        passed(case)
        checking.check_documents(case, actor("shen"))
        evaluation.evaluate(case, actor("shen"), "")
        db.session.add(Dishonest(uscc=firm, since=business_date() - timedelta(days=3), source="名单（虚构）"))
        db.session.commit()
    page = shen.open(f"/cases/{number}")
    done = {"核验材料": "已完成", "材料核验结论": "已完成", "评估金额": "已完成", "复核": "进行中", "信用核查": "卡住"}
    assert tasks_of(page) | done == tasks_of(page)
    assert "今天查名单命中" in page


@pytest.mark.parametrize("marks", [1, 50])
def test_the_page_costs_the_same_for_any_number_of_marks(app: Flask, marks: int) -> None:
    number, _ref = begun(app)
    with app.app_context():
        case = reload(number)
        for _time in range(marks):
            pin.put(case, papers(case)[0], Place(1, 5, 5), "revenue", "x", actor("shen"))
            fact_check.confirm(case, "revenue", papers(case)[0], "x", actor("shen"))
        db.session.commit()
    shen = Visitor(app, "shen")
    with app.app_context():
        calendar()
        engine = db.engine
    with expected(engine, PAGE):
        shen.open(f"/cases/{number}")


def test_the_slower_verdict_is_told_and_keeps_its_words(app: Flask) -> None:
    with app.app_context():
        case = submitted()
        number, ref = case.number, papers(case)[0].ref
        db.session.commit()
    shen, jiang = Visitor(app, "shen"), Visitor(app, "jiang")
    jiang.open(f"/cases/{number}")
    shen.open(f"/cases/{number}")
    page = shen.send(f"/{ref}/verdict", verdict="accepted", expect=200)
    assert "data-open-paper" in page.split('id="paper-')[2]  # the next one is up
    jiang.send(f"/{ref}/verdict", verdict="refused", reason="第2页缺章，请补盖", expect=409)
    assert "把这份材料记为通过" in jiang.text
    assert "第2页缺章，请补盖" in jiang.text
