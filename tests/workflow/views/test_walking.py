"""From case to case inside a list: the list and the place in it outlive whatever is done on the way."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.many import case_row, person
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case, SubmissionKey

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
VIEW = "tab=all&q=条款:10&cols=due,firm,state"


def after(page: str, mark: str) -> str:
    """The address of the first link after a mark."""
    return unescape(page.split(mark, 1)[1].split('href="', 1)[1].split('"', 1)[0])


def holding(page: str, part: str) -> str:
    """The first link that holds this part."""
    return next(
        found for found in (unescape(one.split('"', 1)[0]) for one in page.split('href="')[1:]) if part in found
    )


def list_of(address: str) -> tuple[str, dict[str, list[str]]]:
    """Path and query of an address."""
    return urlsplit(address).path, parse_qs(urlsplit(address).query)


def test_the_list_outlives_a_step_with_a_page_of_its_own(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    with app.app_context():
        db.session.execute(update(Case).values(due_on=business_date()))
        following, jiang = case_row(due_in=40), str(person("jiang"))
        case_row("14", due_in=20)
        db.session.commit()
    shen = visit("shen")
    case = after(shen.open(f"/cases?{VIEW}"), "<tbody>")
    shen.open(holding(shen.open(case), "/colleague"))
    asked = shen.send("/colleague", to=jiang, reason=" ", expect=422)
    wanted = {"tab": ["all"], "q": ["条款:10"], "cols": ["due,firm,state"]}
    assert list_of(after(asked, 'class="crumbs"')) == ("/cases", wanted)
    shen.send("/colleague", to=jiang, reason="调整分工", expect=200)
    assert "已转给同事" in shen.text
    assert list_of(shen.front.request.url) == list_of(case)
    assert list_of(after(shen.text, 'class="crumbs"')) == ("/cases", wanted)
    assert list_of(after(shen.text, 'class="case__nav"'))[0] == f"/cases/{following}"
    record = shen.open(holding(shen.text, "/record"))
    assert list_of(holding(record, f"/cases/{number}?")) == list_of(case)
    with app.app_context():  # what a form remembers is the page alone: a long list would not fit
        assert set(db.session.scalars(select(SubmissionKey.result_url))) == {f"/cases/{number}"}


def test_the_next_case_is_found_from_one_that_left_the_list_or_moved_on(app: Flask, visit: Visit) -> None:
    number, today = Road(app).to("submitted"), business_date()
    with app.app_context():
        db.session.execute(update(Case).values(due_on=today))
        second, third = (case_row(due_in=days, owner=None) for days in (1, 3))
        db.session.commit()
    shen = visit("shen")
    shen.open(after(shen.open("/cases?tab=unclaimed"), "<tbody>"))
    shen.send(f"/cases/{number}/claim", expect=200)
    assert list_of(after(shen.text, 'class="case__nav"'))[0] == f"/cases/{second}"
    assert number not in shen.open("/cases?tab=unclaimed")
    with app.app_context():
        db.session.execute(update(Case).where(Case.number == number).values(due_on=today))
        db.session.commit()
    case = after(shen.open("/cases?tab=all"), "<tbody>")
    with app.app_context():  # now due right behind where it stood: the next one is not the case itself
        db.session.execute(update(Case).where(Case.number == number).values(due_on=today + timedelta(days=2)))
        db.session.execute(update(Case).where(Case.number == second).values(due_on=today + timedelta(days=-1)))
        db.session.commit()
    page = shen.open(case)
    places = page.split('class="case__nav"')[1].split("</nav>")[0]
    assert list_of(holding(places, f"/cases/{second}?"))[1]["tab"] == ["all"]
    assert list_of(holding(places, f"/cases/{third}?"))[1]["tab"] == ["all"]
