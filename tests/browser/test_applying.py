"""Whole applications for items 14 and 5: with the keyboard alone and on a telephone, in both languages, and without script."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser.applying import ANSWERS, apply
from tests.browser.hands import Hands
from tests.browser.keys import Keys
from tests.ground.browser import Pages
from workflow.db import db
from workflow.models.case import Case

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("engine_name", ["sqlite"]),
]
EACH = pytest.mark.parametrize(("item", "english"), [("14", False), ("5", True)])
Live = Callable[[Flask], AbstractContextManager[str]]
FEN = {"14": 2_160_000, "5": 30_000_000}


def submitted(app: Flask, number: str) -> tuple[str, int | None]:
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        return case.state, case.estimate_fen


@EACH
def test_with_the_keyboard_alone(app: Flask, live: Live, new_page: Pages, item: str, english: bool) -> None:
    with live(app) as address:
        person = Keys(new_page(), address, "lanxi", english=english, judges=False)
        number = apply(person, item, ANSWERS[item], f"keys-{item}")
    assert submitted(app, number) == ("submitted", FEN[item])


@EACH
def test_on_a_telephone(app: Flask, live: Live, new_page: Pages, item: str, english: bool) -> None:
    with live(app) as address:
        person = Hands(new_page(width=390), address, "lanxi", english=not english)
        number = apply(person, item, ANSWERS[item], f"phone-{item}")
        assert person.page.get_attribute("html", "lang") == ("zh-CN" if english else "en")
    assert submitted(app, number) == ("submitted", FEN[item])


@pytest.mark.parametrize(("item", "english"), [("5", False)])  # item 14: test_journeys
def test_without_script(app: Flask, live: Live, new_page: Pages, item: str, english: bool) -> None:
    with live(app) as address:
        person = Hands(new_page(script=False), address, "lanxi", english=english, eyes=new_page(), judges=False)
        number = apply(person, item, ANSWERS[item], f"bare-{item}")
    assert submitted(app, number) == ("submitted", FEN[item])
