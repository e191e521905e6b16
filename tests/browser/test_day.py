"""A caseworker's day: case after case checked and evaluated, by keyboard and nothing else.

Ten cases in every run; with SCREENS set it is forty, and pictures of the queue and of a case are kept beside the times.
"""

import logging
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.browser.keys import Keys
from tests.ground.browser import Pages, picture
from tests.road import Road
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Document, Verdict

pytestmark = [
    pytest.mark.alone,
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.parametrize("engine_name", ["sqlite"]),
]
Live = Callable[[Flask], AbstractContextManager[str]]
SCREENS = os.environ.get("SCREENS", "")
CASES = 40 if SCREENS else 10
FIRMS = ("lanxi", "yanbei", "qinglan", "xingwan")
ITEMS = ("10", "7b", "11")
OPINION = "材料与填报一致。"


def planted(app: Flask) -> None:
    """Cases of the day, handed in by several enterprises for several items, in the hands of one caseworker."""
    road = Road(app)
    for place in range(CASES):
        road.to("submitted", item=ITEMS[place % len(ITEMS)], firm=FIRMS[place % len(FIRMS)])
        with app.app_context():
            road.play.claim()


class Desk(Keys):
    """A caseworker who has learned the keys of the queue and of the case page."""

    def strike(self, *keys: str) -> None:
        """Press keys that stay on the page."""
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, *keys: str) -> None:
        """Press keys, the last of which leads to another page, and wait until it can be used."""
        self.strike(*keys[:-1])
        with self.page.expect_navigation():
            self.page.keyboard.press(keys[-1])
        self.ready()

    def check(self) -> None:
        """Accept the case, judge every document, look the enterprise up, close the check."""
        self.go("n", "Enter")
        papers = self.page.locator("[data-open-paper]")
        self.strike("v")
        for _ in range(papers.count()):
            self.go("Enter")
        assert papers.count() == 0
        self.go("g")
        self.go("n", "Enter")

    def evaluate(self) -> None:
        """Write the opinion and let the rules compute."""
        self.strike("e")
        self.page.keyboard.type(OPINION)
        self.go("ControlOrMeta+Enter")
        self.sees("请复核人复核")


def test_a_day_without_a_mouse(app: Flask, live: Live, new_page: Pages) -> None:
    planted(app)
    times = []
    with live(app) as address:
        shen = Desk(new_page(), address, "shen")
        shen.open("/cases")
        shen.ready()
        picture(shen.page, "day-queue")
        shen.go("j", "Enter")
        for place in range(CASES):
            began = time.monotonic()
            shen.check()
            shen.evaluate()
            times.append(time.monotonic() - began)
            if place == 0:
                picture(shen.page, "day-case")
            if place + 1 < CASES:
                shen.go("j")
    with app.app_context():
        done = dict(db.session.execute(select(Case.state, func.count()).group_by(Case.state)).all())
        assert done == {"evaluated": CASES}
        papers, judged = (db.session.scalars(select(func.count(row.id))).one() for row in (Document, Verdict))
        assert judged == papers > 6 * CASES
    line = f"{CASES} cases in {sum(times):.0f} s, {median(times):.1f} s each, the slowest {max(times):.1f} s"
    logging.getLogger(__name__).info(line)
    if SCREENS:
        Path(SCREENS, "day.txt").write_text(line + "\n", encoding="utf-8")
