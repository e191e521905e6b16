"""Both journeys in Chromium: one in Chinese at a desk, one in English on a telephone and without script."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser.applying import ANSWERS, apply
from tests.browser.hands import Hands
from tests.ground.browser import Pages
from tests.people import PASSWORD
from workflow.clock import now, told
from workflow.db import db
from workflow.jobs import deadlines
from workflow.models.case import Case

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

pytestmark = [pytest.mark.alone, pytest.mark.browser, pytest.mark.parametrize("engine_name", ["sqlite"])]
Live = Callable[[Flask], AbstractContextManager[str]]


def judge_all(person: Hands, number: str) -> None:
    """Accept every document."""
    forms = person.page.locator('form[action$="/verdict"]').all()
    actions = [form.get_attribute("action") or "" for form in forms]
    for action in dict.fromkeys(actions):
        person.open(f"/cases/{number}")
        person.send(action, button="accepted")


def to_the_committee(shen: Hands, xu: Hands, number: str, name: str) -> None:
    shen.open(f"/cases/{number}")
    shen.send("/acceptance")
    judge_all(shen, number)
    shen.send("/credit")
    shen.send("/document-check")
    shen.send("/evaluation", opinion="材料与原件一致。")
    shen.look(f"{name}-case")
    xu.open(f"/cases/{number}/review")
    xu.send("/review", comment="复算一致")
    shen.open(f"/cases/{number}")
    shen.send("/agenda")


class Calendar:
    """Stands before the application: every request happens so long ago, until it is set to today."""

    def __init__(self, app: Flask) -> None:
        self.ago, self.inner = timedelta(days=21), app.wsgi_app
        app.wsgi_app = self  # type: ignore[method-assign]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with told(now() - self.ago):
            return self.inner(environ, start_response)

    def today(self, app: Flask) -> None:
        """Come back to today; the worker has ended the public notice meanwhile. Who was signed in is no more."""
        self.ago = timedelta(0)
        with app.app_context():
            assert deadlines.clear_publicity() == 1


def pay(fang: Hands, qin: Hands, number: str, total: str) -> None:
    fang.open("/payments")
    fang.send("/payments")
    batch = fang.at
    qin.open(batch)
    qin.send("/release", total=total, current=PASSWORD)
    fang.open(batch)
    fang.send(f"/{number}/confirmation", **{f"{number}-bank_ref": "BK20261124001"})
    fang.look("batch")


def state(app: Flask, number: str) -> tuple[str, int | None]:
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        return case.state, case.award_fen


def test_article_10_in_chinese_at_the_desk(app: Flask, live: Live, new_page: Pages) -> None:
    calendar = Calendar(app)
    with live(app) as address:

        def person(login: str) -> Hands:
            return Hands(new_page(), address, login)

        lanxi, shen = Hands(new_page(), address), person("shen")
        lanxi.sign_in("lanxi")
        lanxi.look("my-applications-empty")
        number = apply(lanxi, "10", {"year": "2026", "revenue": "1,200,000,000", "peak": "40,000,000"}, "apply-10")
        lanxi.sees("1,000,000.00")
        shen.open("/cases")
        shen.look("queue")
        to_the_committee(shen, person("xu"), number, "article-10")
        bai, cheng = person("bai"), person("cheng")
        bai.open(f"/committee/{number}")
        bai.send("/vote", votes_for="6", votes_against="1", meeting="2026年第9次审定会")
        cheng.open(f"/committee/{number}")
        cheng.look("committee")
        cheng.send("/approval")
        calendar.today(app)
        pay(person("fang"), person("qin"), number, "1,000,000.00")
        lanxi = person("lanxi")
        lanxi.open(f"/applications/{number}")
        lanxi.sees("已到账")
        lanxi.look("paid")
    assert state(app, number) == ("paid", 100_000_000)


def test_article_14_in_english_on_a_telephone_without_script(app: Flask, live: Live, new_page: Pages) -> None:
    calendar = Calendar(app)
    with live(app) as address:

        def person(login: str) -> Hands:
            bare = new_page(width=390, language="en", script=False)
            return Hands(bare, address, login, english=True, eyes=new_page(width=390, language="en"))

        lanxi, shen = person(""), person("shen")
        lanxi.sign_in("lanxi")
        number = apply(lanxi, "14", ANSWERS["14"], "apply-14-phone")
        lanxi.sees("21,600.00")
        to_the_committee(shen, person("xu"), number, "article-14-phone")
        cheng = person("cheng")
        cheng.open(f"/committee/{number}")
        cheng.send("/approval")
        calendar.today(app)
        pay(person("fang"), person("qin"), number, "21,600.00")
        lanxi = person("lanxi")
        lanxi.open("/rent/own")
        lanxi.look("months-phone")
    assert state(app, number) == ("paid", 2_160_000)
