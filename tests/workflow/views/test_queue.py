"""The queue as its people see it: tabs, menus, search, pages, access, and its price in statements."""

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.people import PASSWORD
from tests.visitor import Visitor
from tests.workflow.many import case_row
from workflow.db import db
from workflow.queries import queue
from workflow.queries.calendar import calendar

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
