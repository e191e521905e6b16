"""The public pages: catalogue, search, self-check, each item's page, and the estimate. Nobody signs in, nothing is written."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import func, select

from rules import catalogue
from rules import policy as policies
from tests.ground.browser import Pages, picture
from tests.ground.queries import counted, expected
from tests.visitor import Visitor, forms_of
from workflow.actions.policy import publish
from workflow.clock import now
from workflow.db import Base, db
from workflow.models.call import Call
from workflow.models.policy import PolicyVersion

Live = Callable[[Flask], AbstractContextManager[str]]
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
COMPUTING = ("4", "5", "7a", "7b", "9", "10", "11", "14")
STEP = {"revenue": "327,460,000", "peak": "120,000,000", "had_rewarded": "200000.00"}
RENT = {"in_zone": "yes", "above_scale": "yes", "area": "6200", "months": "12", "from": "2026-01", "had_used": "8"}
AWARDS = {
    "4": ({"listed": "yes", "in_district": "yes", "municipal_support": "30,000,000"}, "1,000<i>万元"),
    "5": (
        {"runs-0-ip_fee": "0", "runs-0-mask_fee": "0", "runs-0-wafer_fee": "4000000", "runs-0-first_run": "yes"},
        "120<i>万元",
    ),
    "7a": ({"platform": "yes", "investment": "1000000.01"}, "40<i>万元"),
    "7b": ({"opened": "yes", "contracts": "21000000", "had_awarded": "1900000"}, "10<i>万元"),
    "9": ({"first_listed": "yes", "transferred": "no"}, "10<i>万元"),
    "10": (STEP, "10<i>万元"),
    "11": ({"own_design": "yes", "sales_this": "6000000", "sales_last": "4000000"}, "40<i>万元"),
    "14": (RENT, "20<i>万元"),
}


def ask(item: str, answers: dict[str, str]) -> str:
    return f"/measures/{item}/estimate?{urlencode(answers)}"


def rows_of_everything(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return {
            name: db.session.scalar(select(func.count()).select_from(t)) for name, t in Base.metadata.tables.items()
        }


def test_visitors_start_with_the_measures(app: Flask) -> None:
    guest = Visitor(app)
    page = guest.open("/")
    assert guest.at == "/"
    assert "查一查，您的企业" in page
    assert re.findall(r'id="a(\w+)"', page) == list(catalogue.ITEMS)
    assert "15条措施都在这一页。7条在本系统申领资金，6条转到区内其他政策办理，2条提供服务。" in page
    assert page.count("开放申报，") == 16
    assert '<a href="/measures" aria-current="page">扶持措施</a>' in page
    assert '<a href="/measures/estimate">资格与金额试算</a>' in page
    assert guest.open("/measures") != ""


@SQLITE
def test_people_are_still_led_to_their_work(app: Flask) -> None:
    for login in ("shen", "lanxi"):
        person = Visitor(app, login)
        person.page = person.client.get("/")
        assert person.status == 303
        page = person.open("/measures")
        assert "扶持措施" in page
        assert "登录后开始申报" not in person.open("/measures/10")


@SQLITE
def test_how_much_comes_from_the_policy(app: Flask) -> None:
    guest = Visitor(app)
    page = guest.open("/measures")
    assert "项目实际投资的40%" in page
    assert ("<span>每年最高</span><b>20</b><span>万元</span>" in page, "<b>10–100</b>" in page) == (True, True)
    with app.app_context():
        people = db.session.execute(select(PolicyVersion.proposed_by, PolicyVersion.approved_by)).one()
        changed = policies.load(
            changes={"7a.rate": "35 %", "14.year_cap": "150_000 yuan", "11.cap_per": "ever", "10.reach": "exceed"}
        )
        later = policies.from_json(changed.as_json() | {"version": "second-draft"})
        publish(later, people[0], people[1])
        db.session.commit()
    page = guest.open("/measures")
    assert "项目实际投资的35%" in page
    assert "<span>每年最高</span><b>15</b><span>万元</span>" in page
    assert "规则版本second-draft" in guest.open(ask("10", STEP))
    assert "“突破”按超过（&gt;）理解" in guest.open("/measures/10")
    edge = guest.open(ask("10", {"revenue": "50000000", "peak": "0"}))
    assert "不符合：营业收入突破首个台阶" in edge


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("流片", ["5"]),
        ("10", ["10"]),
        ("第七条", ["7a", "7b"]),
        ("７Ａ", ["7a"]),
        ("租金", ["14"]),
        ("Article 9", ["9"]),
        ("revenue STEPS", ["10"]),
        ("法律 知识产权", ["18"]),
        ("  ", list(catalogue.ITEMS)),
    ],
)
@SQLITE
def test_search(app: Flask, query: str, found: list[str]) -> None:
    page = Visitor(app).open(f"/measures?{urlencode({'q': query})}")
    assert re.findall(r'id="a(\w+)"', page) == found


@SQLITE
def test_an_empty_search_names_the_nearest(app: Flask) -> None:
    guest = Visitor(app)
    page = guest.open("/measures?q=厂房补贴")
    assert "没有找到“厂房补贴”" in page
    assert '最接近的是：<a href="/measures/14">第十四条　鼓励专业园区建设</a>' in page
    assert "换个说法试试" in guest.open("/measures?q=zzz")
    assert "&lt;b&gt;" in guest.open("/measures?q=<b>&group=nonsense")
    assert guest.open("/measures?q=" + "长" * 3000) != ""
    assert guest.open("/measures?q=%00%ff") != ""


@SQLITE
def test_groups_and_self_check_work_by_address_alone(app: Flask) -> None:
    guest = Visitor(app)
    page = guest.open("/measures?group=serve&is=scale&is=zone&is=step&is=nonsense")
    assert re.findall(r'id="a(\w+)"', page) == ["8", "18"]
    answer = page[page.index('id="check-result"') : page.index("check__b")]
    assert re.findall(r"/measures/(\w+)/estimate", answer) == ["10", "14"]
    assert "<b>2</b>" in answer
    find = next(form for form in forms_of(page) if "q" in form.fields)
    assert (find.method, find.fields["group"], sorted(find.fields["is"])) == (
        "get",
        ["serve"],
        ["scale", "step", "zone"],
    )
    only_scale = guest.open("/measures?is=scale")
    assert "看不出适用哪一条" in only_scale


def test_calls_are_said_as_they_stand(app: Flask) -> None:
    guest = Visitor(app)
    with app.app_context():
        for call in db.session.scalars(select(Call).where(Call.item.in_(["10", "14"])).order_by(Call.id)):
            shift = timedelta(days=-300) if call.item == "10" else timedelta(days=40)
            call.opens_at, call.new_until = call.opens_at + shift, call.new_until + shift
            call.resubmit_until += shift
        db.session.commit()
    page = guest.open("/measures")
    assert page.count("开放申报，") == 14
    assert page.count("暂未开放申报") == 1
    assert page.count("起开放申报") == 1
    assert "登录后开始申报" not in guest.open("/measures/10")
    closed = guest.open(ask("10", STEP))
    assert "10<i>万元" in closed
    assert "按这些数申请" not in closed
    assert "暂未开放申报" in closed


@pytest.mark.parametrize("item", catalogue.ITEMS)
@SQLITE
def test_every_item_has_its_page(app: Flask, item: str) -> None:
    guest = Visitor(app)
    page, one = guest.open(f"/measures/{item}"), catalogue.item(item)
    assert one.quote in page
    assert all(kind.title.zh in page for kind in one.documents)
    assert "登录后开始申报" in page
    if one.kind == "computes":
        section = policies.draft().sections[item]
        assert all(
            entry["source"] in page for entry in section.values() if isinstance(entry, dict) and "source" in entry
        )
        readings = [word for reading in section.get("readings", []) for word in reading["options"]]
        assert all(escape(option["zh"]) in page for option in readings)
        assert f'href="/measures/{item}/estimate"' in page
    else:
        assert one.scheme is not None
        assert one.scheme.zh in page
        assert all(words.zh in page for _, words in one.outcomes)
    guest.client.set_cookie("lang", "en")
    assert escape(one.title.en) in guest.open(f"/measures/{item}")


@pytest.mark.parametrize("item", ["0", "7", "19", "10b", "../10", "x" * 500])
@SQLITE
def test_there_is_no_other_item(app: Flask, item: str) -> None:
    guest = Visitor(app)
    guest.open(f"/measures/{item}", expect=404)
    guest.open(f"/measures/{item}/estimate", expect=404)


@pytest.mark.parametrize("item", COMPUTING)
@SQLITE
def test_an_estimate_is_the_rule_itself(app: Flask, item: str) -> None:
    answers, amount = AWARDS[item]
    guest = Visitor(app)
    blank = guest.open(f"/measures/{item}/estimate")
    assert 'aria-live="polite"' in blank
    assert "有1处需要修改" not in blank
    page = guest.open(ask(item, answers))
    assert amount in page
    for words in (
        "预计可以申请",
        "大写：",
        "怎么算出来的",
        "试算不构成承诺。",
        "规则版本consultation-draft",
        "登录后按这些数申请",
    ):
        assert words in page
    assert catalogue.item(item).article.zh in page


@SQLITE
def test_caps_months_and_readings_are_shown(app: Flask) -> None:
    page = Visitor(app).open(ask("14", RENT))
    assert "触顶" in page
    assert "已用8个月，本次12个月，剩余16个月" in page
    assert page.count("我们的理解：面积×30%×10元") == 1
    assert "23,200元不能享受" in page
    assert "金额由“本年度剩余额度”决定。" in page


@SQLITE
def test_not_eligible_says_why_first_and_offers_no_start(app: Flask) -> None:
    page = Visitor(app).open(ask("14", RENT | {"above_scale": "no"}))
    assert "0<i>元" in page
    assert "按这些数申请" not in page
    result = page[page.index('id="result"') :]
    assert result.index("不符合：规模以上工业企业") < result.index("怎么算出来的")
    assert result.index("is-no") < result.index("is-ok")
    assert "如果“规模以上智能传感器工业企业”为是，金额为200,000元。" in result
    used_up = Visitor(app).open(ask("14", RENT | {"had_used": "36"}))
    assert "累计资助月数已经用完。" in used_up
    assert "按这些数申请" not in used_up


@SQLITE
def test_bad_answers_are_named_and_kept(app: Flask) -> None:
    guest = Visitor(app)
    page = guest.open(ask("10", {"revenue": "1e9", "peak": ""}))
    assert "有1处需要修改" in page
    assert '<a href="#revenue">上年度营业收入：请填写不为负的金额（元）' in page
    assert 'value="1e9"' in page
    assert '<a href="#peak">此前历年最高营业收入</a>' in page
    assert "怎么算出来的" not in page


@pytest.mark.parametrize("bad", ["1e9", "sNaN", "９", "-1", "9" * 5000, "\x00", "<script>", "2026-13", "'; --", "🙂"])
@SQLITE
def test_no_answer_breaks_the_page(app: Flask, bad: str) -> None:
    guest = Visitor(app)
    for item in COMPUTING:
        names = forms_of(guest.open(f"/measures/{item}/estimate"))
        asked = {name for form in names if form.method == "get" for name in form.fields}
        extra = {"runs-99999999999999999999-ip_fee", "runs-x-ip_fee", "in_zone", "first_run", "from"}
        guest.open(ask(item, dict.fromkeys(asked | extra, bad)))
        assert "<script>" not in guest.text.replace('<script type="module"', "")


def test_an_estimate_writes_nothing_and_costs_three_statements(app: Flask) -> None:
    before, guest = rows_of_everything(app), Visitor(app)
    guest.open("/measures")  # the frozen version is read once for each process
    with app.app_context():
        engine = db.engine
    for item in COMPUTING:
        with expected(engine, 3) as statements:
            guest.open(ask(item, AWARDS[item][0]))
        assert statements.writes == []
        with expected(engine, 3) as statements:
            fragment = guest.client.get(ask(item, AWARDS[item][0]), headers={"X-Requested-With": "estimate"})
        assert statements.writes == []
        assert fragment.text.strip().startswith('<div id="result"')
        assert AWARDS[item][1] in fragment.text
    for address in ("/", "/measures", "/measures?q=流片&is=scale", "/measures/10", "/measures/6"):
        with expected(engine, 3):
            guest.open(address)
    assert rows_of_everything(app) == before


def test_the_price_does_not_grow_with_past_calls(app: Flask) -> None:
    guest = Visitor(app)
    guest.open("/measures")
    with app.app_context():
        engine, at = db.engine, now()
        model = db.session.scalars(select(Call).where(Call.item == "10")).one()
        for batch in range(2, 5):
            call = {
                key: getattr(model, key) for key in ("item", "year", "title_zh", "title_en", "policy_version", "days")
            }
            past = at - timedelta(days=400)
            db.session.add(
                Call(**call, round=batch, opens_at=past, new_until=at - timedelta(days=300), resubmit_until=at)
            )
        db.session.commit()
    with expected(engine, 3):
        page = guest.open("/measures")
    assert page.count("开放申报，") == 16


@SQLITE
def test_applicants_may_start_and_the_bureau_may_not(app: Flask) -> None:
    owner = Visitor(app, "lanxi")
    page = owner.open(ask("10", STEP))
    assert re.search(
        r'<a class="btn btn-primary" href="/applications/new\?call=\d+&amp;revenue=[^"]+">按这些数申请</a>', page
    )
    assert "/applications/new" not in Visitor(app, "shen").open(ask("10", STEP))


@SQLITE
def test_the_script_asks_for_parts_only(app: Flask) -> None:
    guest = Visitor(app)
    answer = guest.client.get("/measures?q=流片&is=tapeout", headers={"X-Requested-With": "estimate"})
    assert "<html" not in answer.text
    assert ('id="check-result"' in answer.text, 'id="catalog-list"' in answer.text) == (True, True)
    with app.app_context(), counted(db.engine) as statements:
        guest.open("/measures/estimate")
    assert guest.at == "/measures/4/estimate"
    assert statements.writes == []


@SQLITE
@pytest.mark.browser
def test_live_in_a_browser(app: Flask, live: Live, new_page: Pages) -> None:
    with live(app) as address:
        page = new_page()
        page.goto(f"{address}/measures/10/estimate?revenue=1e9&peak=")
        page.wait_for_selector('html[data-script="ready"]', state="attached")
        page.wait_for_selector("form .invalid-feedback")
        page.fill("#revenue", "327,460,000")
        page.fill("#peak", "0")
        page.wait_for_selector("#result:has-text('30万元')")
        assert page.locator("form .invalid-feedback").count() == 0
        assert "peak=0" in page.url
        picture(page, "estimate-10")
        page.goto(f"{address}/")
        page.wait_for_selector('html[data-script="ready"]', state="attached")
        page.check("#is-tapeout")
        page.wait_for_selector("#check-result:has-text('首轮流片')")
        page.fill('input[name="q"]', "租金")
        page.wait_for_selector("#a5", state="detached")
        assert page.locator(".mea").count() == 1
        page.click("text=转办 6")
        page.wait_for_selector("#catalog-list:has-text('没有找到')")
        page.wait_for_load_state("networkidle")


@SQLITE
@pytest.mark.browser
@pytest.mark.parametrize("path", ["/measures", "/measures/14", ask("14", RENT)], ids=["catalogue", "item", "estimate"])
def test_pages_fit_a_telephone_in_both_languages(app: Flask, live: Live, new_page: Pages, path: str) -> None:
    with live(app) as address:
        for language in ("zh", "en"):
            page = new_page(width=390, script=False)
            page.context.add_cookies([{"name": "lang", "value": language, "url": address}])
            page.goto(f"{address}{path}", wait_until="networkidle")  # else the icon is still asked for at the end
            assert page.evaluate("document.documentElement.scrollWidth") == 390
