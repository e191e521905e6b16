"""Whole applications for items 14 and 5: with the keyboard alone, on a telephone, without script, in English."""

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
    pytest.mark.parametrize("item", ["14", "5"]),
]
Live = Callable[[Flask], AbstractContextManager[str]]
FEN = {"14": 2_160_000, "5": 30_000_000}


def submitted(app: Flask, number: str) -> tuple[str, int | None]:
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        return case.state, case.estimate_fen


def test_with_the_keyboard_alone(app: Flask, live: Live, new_page: Pages, item: str) -> None:
    with live(app) as address:
        number = apply(Keys(new_page(), address, "lanxi"), item, ANSWERS[item], f"keys-{item}")
    assert submitted(app, number) == ("submitted", FEN[item])


def test_on_a_telephone(app: Flask, live: Live, new_page: Pages, item: str) -> None:
    with live(app) as address:
        number = apply(Hands(new_page(width=390), address, "lanxi"), item, ANSWERS[item], f"phone-{item}")
    assert submitted(app, number) == ("submitted", FEN[item])


def test_without_script(app: Flask, live: Live, new_page: Pages, item: str) -> None:
    with live(app) as address:
        person = Hands(new_page(script=False), address, "lanxi", eyes=new_page())
        number = apply(person, item, ANSWERS[item], f"bare-{item}")
    assert submitted(app, number) == ("submitted", FEN[item])


def test_in_english(app: Flask, live: Live, new_page: Pages, item: str) -> None:
    with live(app) as address:
        person = Hands(new_page(language="en"), address, "lanxi", english=True)
        number = apply(person, item, ANSWERS[item], f"english-{item}")
        assert person.page.get_attribute("html", "lang") == "en"
    assert submitted(app, number) == ("submitted", FEN[item])
