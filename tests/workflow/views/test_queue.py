"""The queue as its people see it: tabs, menus, search, pages, access, and its price in statements."""

import zipfile
from io import BytesIO

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.ground.queries import expected
from tests.people import PASSWORD
from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.filing import actor
from tests.workflow.many import case_row
from workflow.actions import saved_view
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.queries import queue
from workflow.queries.calendar import calendar
from workflow.views import queue_export

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def plant(app: Flask, number: int) -> list[str]:
    with app.app_context():
        made = [case_row(due_in=day % 7) for day in range(number)]
        db.session.commit()
        return made


def test_the_list_shows_what_is_due_first(app: Flask) -> None:
    with app.app_context():
        later, late, rent = case_row(due_in=8), case_row(due_in=-1), case_row("14", due_in=20)
        db.session.commit()
    shen = Visitor(app, "shen")
    page = shen.open("/cases")
    assert "我的待办" in page
    assert "3件，合计300,000.00元。1件已逾期，0件今天到期。" in page
    places = [page.index(f'href="/cases/{number}?') for number in (late, later, rent)]
    assert places == sorted(places)
    assert "逾期1个工作日" in page
    assert page.count("核对能否受理") == 3
    page = shen.open("/cases?tab=all&q=条款:14")
    assert (late in page, rent in page) == (False, True)
    assert "去掉筛选" in page


def test_search_from_the_bar_finds_and_says_what_it_did_not(app: Flask) -> None:
    plant(app, 2)
    shen = Visitor(app, "shen")
    page = shen.open("/cases?q=岚汐&tab=late")
    assert "搜索“岚汐”" in page
    assert page.count("ledger__go") == 2
    assert "没有找到“不存在”" in shen.open("/cases?q=不存在")
    assert "没有符合筛选的案件" in shen.open("/cases?tab=all&q=条款:4")
    assert "这里没有案件" in shen.open("/cases?tab=late")


@SQLITE
def test_pages_turn_by_links_alone(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    plant(app, 5)
    shen = Visitor(app, "shen")
    seen = []
    shen.open("/cases?tab=all")
    for first, last in ((1, 2), (3, 4), (5, 5)):
        assert f"第{first}至{last}件，共5件" in shen.text
        seen.append(shen.text.count("ledger__go"))
        if last < 5:
            shen.open(shen.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&"))
    assert seen == [2, 2, 1]
    shen.open(shen.text.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&"))
    assert "第3至4件，共5件" in shen.text


@SQLITE
@pytest.mark.parametrize("login", ["shen", "xu", "cheng", "bai", "fang", "lu"])
def test_every_member_of_staff_has_a_queue(app: Flask, login: str) -> None:
    with app.app_context():
        case_row(state="committee", due_in=3)
        db.session.commit()
    page = Visitor(app, login).open("/cases")
    assert ("全科在办" if login == "lu" else "我的待办") in page
    assert ("ledger__go" in page) is (login in {"shen", "cheng", "bai", "lu"})


@SQLITE
def test_applicants_and_administrators_have_none(app: Flask) -> None:
    for login in ("lanxi", "han"):
        person = Visitor(app)
        person.open("/sign-in?next=/notices")
        person.send("/sign-in", login=login, password=PASSWORD)
        person.open("/cases", expect=403)
    assert Visitor(app).open("/cases").count('name="password"') == 1


@SQLITE
@pytest.mark.parametrize(
    "query",
    ["tab=x", "q=条款:99", "q=状态:x", "q=负责人:", "sort=x", "cols=x,y", "sort=amount&after=x.1",
     "after=x", "after=2026-13-01.1", "after=1",
     "after=2026-01-01.x", "before=..", "at=-4", "tab=done&after=2026-01-01.3", "q=%00%ff", "q=" + "长" * 300],
)  # fmt: skip
def test_a_spoilt_address_shows_a_list(app: Flask, query: str) -> None:
    assert 'aria-label="视图"' in Visitor(app, "shen").open(f"/cases?{query}")


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_page_costs_the_same_for_any_number_of_rows(app: Flask, number: int) -> None:
    plant(app, number)
    shen = Visitor(app, "shen")
    with app.app_context():
        calendar()  # read once for the process
        engine = db.engine
    with expected(engine, 8):
        shen.open("/cases")
    assert shen.text.count("ledger__go") == number


def test_the_sentence_counts_the_list_it_stands_over(app: Flask) -> None:
    with app.app_context():
        case_row(due_in=-1)
        db.session.commit()
    page = Visitor(app, "xu").open("/cases")  # nothing to review, though something of the section is overdue
    assert "0件，合计0.00元。" in page
    assert "件已逾期" not in page
    assert "1件，合计100,000.00元。1件已逾期，0件今天到期。" in Visitor(app, "xu").open("/cases?tab=late")


@SQLITE
def test_box_chips_and_sentences_are_in_step(app: Flask) -> None:
    with app.app_context():
        ten, rent = case_row("10"), case_row("14", "correction")
        db.session.commit()
    shen = Visitor(app, "shen")
    page = shen.open("/cases?q=状态:补正 负责人:@我 颜色:红 金额:很多")
    assert (ten in page, rent in page) == (False, True)
    assert "没有“颜色”这个条件，已略过。" in page
    assert "“金额”不能是“很多”，已略过。" in page
    assert 'value="状态:补正 负责人:@我 颜色:红 金额:很多"' in page
    off = page.split('aria-label="去掉筛选：状态"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    page = shen.open(off)
    assert 'value="负责人:@我"' in page
    assert (ten in page, rent in page) == (True, True)


@SQLITE
def test_columns_are_chosen_without_script(app: Flask) -> None:
    plant(app, 1)
    shen = Visitor(app, "shen")
    page = shen.open("/cases/columns?view=tab%3Dall%26q%3D条款:10&col=uscc&col=corrections&col=moved&col=junk")
    assert shen.page is not None
    assert shen.page.request.args["cols"] == "firm,uscc,corrections,moved"
    heads = page.split("<thead>")[1].split("</thead>")[0]
    assert [word in heads for word in ("信用代码", "补正次数", "最近办理", "金额")] == [True, True, True, False]
    shen.open("/cases/columns?view=tab%3Dall")
    assert "cols" not in shen.page.request.args


def test_views_are_kept_shared_changed_and_taken_away(app: Flask) -> None:
    with app.app_context():
        rent = case_row("14")
        case_row("10")
        db.session.commit()
    shen, jiang = Visitor(app, "shen"), Visitor(app, "jiang")
    shen.open("/cases/views/new?tab=all&q=条款:14&sort=newest&cols=uscc")
    shen.send("/cases/views/new", name="  ")
    assert (shen.status, "请给视图起个名字。" in shen.text) == (422, True)
    shen.send("/cases/views/new", name="租金", shared="y", expect=200)
    assert "视图“租金”已存好" in shen.text
    assert "<h1>租金</h1>" in shen.text
    assert rent in shen.text
    assert 'aria-current="page">租金<span class="count">1</span>' in shen.text
    own = shen.text.split('href="/cases/views/')[1].split('"')[0]
    assert ">租金<" in jiang.open("/cases")
    assert "<h1>租金</h1>" in jiang.open(f"/cases/views/{own}")  # the list, for only its owner changes it
    shen.open("/cases/views/new?tab=all")
    shen.send("/cases/views/new", name="租金")
    assert (shen.status, "您已有一个叫这个名字的视图。" in shen.text) == (422, True)
    # Said outright it takes the place of the old one.
    shen.send("/cases/views/new", name="租金", replace="y", expect=200)
    assert 'aria-current="page">租金<span class="count">2</span>' in shen.text
    shen.open(f"/cases/views/{own}")
    shen.send(f"/cases/views/{own}", name="园区租金", shared=None, expect=200)
    assert ">园区租金<" in shen.text
    jiang.open(f"/cases/views/{own}", expect=404)
    assert "租金<" not in jiang.open("/cases").split('aria-label="视图"')[1].split("</nav>")[0]
    shen.open(f"/cases/views/{own}")
    shen.send("/removal", expect=200)
    assert "视图已删掉" in shen.text
    shen.open(f"/cases/views/{own}", expect=404)


@SQLITE
def test_a_person_keeps_twenty_views(app: Flask) -> None:
    with app.app_context():
        for at in range(20):
            saved_view.save(f"视图{at}", "tab=all", actor("shen"), shared=False)
        db.session.commit()
    shen = Visitor(app, "shen")
    assert "更多视图" in shen.open("/cases")
    shen.open("/cases/views/new?tab=all")
    shen.send("/cases/views/new", name="又一个")
    assert (shen.status, "一个人最多存20个视图" in shen.text) == (409, True)


def test_the_list_is_walked_from_case_to_case(app: Flask) -> None:
    first, second, third = (Road(app).to("submitted", firm=firm) for firm in ("lanxi", "qinglan", "yanbei"))
    with app.app_context():
        case_row("14", due_in=2, owner=None)
        db.session.commit()
    shen = Visitor(app, "shen")
    page = shen.open("/cases?q=条款:10 负责人:无")
    hops = []
    link = page.split(f'href="/cases/{first}?')[1].split('"')[0].replace("&amp;", "&")
    page = shen.open(f"/cases/{first}?{link}")
    assert 'rel="prev"' not in page
    while 'rel="next"' in page:
        page = shen.open(page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&"))
        hops.append(shen.at.rsplit("/", 1)[1])
    assert hops == [second, third]
    page = shen.open(page.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&"))
    assert shen.at == f"/cases/{second}"
    # A step on the page comes back with the list, though the case itself has left it.
    form, here = shen.form("/claim"), shen.page.request.url if shen.page else ""
    shen.page = shen.client.post(form.action, data={k: v[0] for k, v in form.fields.items()}, headers={"Referer": here})
    assert f"/cases/{second}?" in shen.page.headers["Location"]
    page = shen.open(shen.page.headers["Location"])
    assert (f'rel="next" href="/cases/{third}?' in page, f'rel="prev" href="/cases/{first}?' in page) == (True, True)


@SQLITE
def test_the_list_as_an_excel_file(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        made = [case_row(due_in=day) for day in (1, 2, 3)]
        case = db.session.scalars(select(Case).where(Case.number == made[0])).one()
        firm = db.session.get_one(Enterprise, case.enterprise_id)
        firm.name, code = "=cmd|' /C calc'!A0", firm.uscc
        case_row("14")
        db.session.commit()
    monkeypatch.setattr(queue_export, "PART", 2)
    shen = Visitor(app, "shen")
    answer = shen.client.get("/cases/export?tab=all&q=条款:10")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["案号", "时限", "企业"]
    assert [row[0] for row in rows[1:]] == made
    assert (rows[1][2], rows[1][4], rows[1][8]) == ("=cmd|' /C calc'!A0", 100000.0, code)
    assert b"<f>" not in zipfile.ZipFile(BytesIO(answer.data)).read("xl/worksheets/sheet1.xml")
    monkeypatch.setattr(queue_export, "MOST", 2)
    book = CalamineWorkbook.from_filelike(BytesIO(shen.client.get("/cases/export?tab=all").data))
    assert book.get_sheet_by_index(0).to_python()[-1][0] == "只导出了前2件，请加条件后分几次导出。"
    monkeypatch.setattr(queue_export, "MOST", 9)
    monkeypatch.setattr(queue_export, "MOST_PARTS", 1)  # however few fit: it looks no further than that
    book = CalamineWorkbook.from_filelike(BytesIO(shen.client.get("/cases/export?tab=all").data))
    assert book.get_sheet_by_index(0).to_python()[-1][0] == "只导出了前2件，请加条件后分几次导出。"
