"""Every page that an applicant or a visitor can open: nothing hinders anybody (axe, of any weight), and the console is silent.

All in English on a telephone in the dark; at a desk in the light, in Chinese, one page of each kind.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Literal

import pytest
from flask import Flask

from tests.browser.hands import EVERY, Hands, barriers, too_wide
from tests.ground.browser import Pages
from tests.workflow.base import Ground
from workflow.routes.access import APPLICANT
from workflow.routes.table import ROUTES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
Live = Callable[[Flask], AbstractContextManager[str]]
View = tuple[int, Literal["dark", "light"], str]

#: person → addresses; `{…}` is filled with what the demo has.
PAGES: dict[str, tuple[str, ...]] = {
    "": (
        "/", "/measures", "/measures?q=zzz", "/measures/10", "/measures/14", "/measures/13",
        "/measures/14/estimate", "/measures/10/estimate?revenue=57300000&peak=41000000", "/measures/5/estimate",
        "/calls", "/calls/2", "/measures/5/letters", "/subscriptions/{link}", "/subscriptions/{link}/end",
        "/notice", "/notice/{lanxi-publicity}/objection", "/notice/receipts/{receipt}",
        "/track", "/track?number=2026-05-0001&code=WRONGCODE1",
        "/sign-in", "/register", "/password-reset", "/password-reset/{reset}", "/invitations/{invitation}",
    ),
    "lanxi": (
        "/applications", "/applications/new", "/applications/{lanxi-publicity}", "/applications/{lanxi-paid}",
        "/applications/{lanxi-evaluated}", "/applications/{lanxi-evaluated}/messages",
        "/applications/{lanxi-submitted}", "/applications/{lanxi-submitted}/receipt",
        "/applications/{lanxi-submitted}/withdrawal", "/applications/{lanxi-correction}",
        "/applications/{lanxi-correction}/correction", "/applications/{lanxi-referred}", "/notices", "/notices/choices",
        "/account", "/account/people", "/account/second-factor", "/enterprise",
        "/applications/{lanxi-paid}/after-payment",
    ),
    "yanbei": (
        "/applications/new?call=5", "/applications/{yanbei-draft}/facts", "/applications/{yanbei-draft}/documents",
        "/applications/{yanbei-draft}/review", "/applications/{yanbei-draft}/withdrawal",
        "/applications/{yanbei-correction}/correction", "/rent/own", "/offers/2",
    ),
    "qinglan": (
        "/applications/{qinglan-rejected}", "/applications/{qinglan-rejected}/appeal",
        "/applications/{qinglan-committee}", "/applications/{conditional}/documents-to-follow",
        "/applications/{qinglan-draft}/documents", "/enterprise/account",
    ),
    "xingwan": ("/applications/{xingwan-rejected}", "/applications/{xingwan-withdrawn}", "/rent/own"),
}  # fmt: skip
#: Routes that answer with a file, a piece of a page or another page; the code at sign-in is asked for after a password.
NO_PAGES = {
    "static", "bootstrap.static", "home.icon", "calls.calendar", "documents.download", "message_files.download",
    "papers.download", "papers.form", "estimates.fragment", "measures.estimates", "preferences.language",
    "second_step.form", "publicity.text", "duties.download", "after_payment.notice",
}  # fmt: skip


def applicants_pages(app: Flask) -> Iterator[str]:
    """Endpoints that show a page to visitors or applicants."""
    for rule in app.url_map.iter_rules():
        access = ROUTES.get(rule.endpoint)
        if access and "GET" in (rule.methods or ()) and (not access.roles or access.roles & APPLICANT):
            yield rule.endpoint


def test_no_page_is_left_out(demo: Ground) -> None:
    adapter = demo.app.url_map.bind("127.0.0.1")
    paths = [path.split("?")[0].replace("{", "").replace("}", "") for pages in PAGES.values() for path in pages]
    opened = {adapter.match(path)[0] for path in paths}
    assert set(applicants_pages(demo.app)) - NO_PAGES == opened


@pytest.mark.parametrize("view", [(1440, "light", "zh-CN"), (390, "dark", "en")], ids=["desk", "phone"])
def test_nothing_hinders_anybody(
    demo: Ground, places: dict[str, str], secrets: dict[str, str], live: Live, new_page: Pages, view: View
) -> None:
    found: list[str] = []
    width, theme, language = view
    kinds, adapter = set(), demo.app.url_map.bind("127.0.0.1")
    with live(demo.app) as address:
        for login, paths in PAGES.items():
            page = new_page(width=width, language=language, scheme=theme)
            person = Hands(page, address, login, english=language == "en")
            for path in paths:
                kind = adapter.match(path.format(**places, **secrets).split("?")[0])[0]
                if theme == "light" and kind in kinds:
                    continue
                kinds.add(kind)
                answer = page.goto(address + path.format(**places, **secrets))
                assert answer is not None
                assert answer.status < 400 or "WRONG" in path, f"{path}: {answer.status}"
                assert person.at == path.split("?")[0].format(**places, **secrets), "another page came instead"
                found += [f"{login} {path}: {problem}" for problem in too_wide(page) + barriers(page, EVERY)]
    assert found == []
