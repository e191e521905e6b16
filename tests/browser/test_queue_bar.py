"""The bar for many cases and the list of keys, as a caseworker meets them in a browser."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.hands import barriers
from tests.browser.keys import Keys
from tests.ground.browser import Pages
from tests.road import Road

pytestmark = [
    pytest.mark.alone,
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.parametrize("engine_name", ["sqlite"]),
]
Live = Callable[[Flask], AbstractContextManager[str]]


def test_the_bar_offers_what_fits_and_the_sheet_keeps_the_place(app: Flask, live: Live, new_page: Pages) -> None:
    road = Road(app)
    for firm in ("lanxi", "yanbei"):
        road.to("submitted", item="10", firm=firm)
        with app.app_context():
            road.play.claim()
    with live(app) as address:
        shen = Keys(new_page(), address, "shen")
        shen.open("/cases")
        shen.ready()
        keys, bar = shen.page.keyboard, shen.page.locator(".bulk")
        expect(bar).to_be_hidden()
        keys.press("j")
        keys.press("x")
        expect(bar.locator("[data-count]")).to_have_text("1")
        one = shen.page.locator("tbody input").first.get_attribute("data-yuan")
        expect(bar.locator("[data-sum]")).to_have_text(str(one))
        states = {
            str(button.get_attribute("value")): button.get_attribute("aria-disabled")
            for button in bar.locator("button").all()
        }
        held, free = {"accept", "check_credit", "hand_over"}, {"claim", "send_to_committee", "remind_correction"}
        assert states == dict.fromkeys(held, "false") | dict.fromkeys(free, "true")
        expect(bar.locator("[data-why]")).to_be_visible()
        bar.locator("[value=claim]").click(force=True)  # greyed: leads nowhere
        shen.ready()
        assert shen.at == "/cases"
        sheet = shen.page.locator("#keys")
        keys.press("?")
        expect(sheet.locator("dl").first).to_be_in_viewport()
        assert barriers(shen.page) == []
        keys.press("Escape")
        expect(sheet.locator("dl").first).to_be_hidden()
        expect(bar).to_be_visible()  # the first Escape closed the sheet, the next lets go of the cases
        keys.press("Escape")
        expect(bar).to_be_hidden()
