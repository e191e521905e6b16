"""A tour of the demo's pages as each of its people, in both languages, both themes, at a desk and on a telephone.

Every page opens, says nothing in the console, keeps nobody out (axe) and fits its window. With SCREENS set it is also what
makes the pictures of docs/screens (`make screenshots`).
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Literal

import pytest
from flask import Flask

from tests.browser.hands import Hands, barriers, too_wide
from tests.ground.browser import Pages, picture
from tests.workflow.base import Ground

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not os.environ.get("SCREENS"), reason="the tour takes minutes: make screenshots"),
]
Live = Callable[[Flask], AbstractContextManager[str]]
Theme = Literal["dark", "light"]

#: person → name of the picture → address; `{…}` is filled with a case or batch of the demo.
PAGES = {
    "lanxi": {
        "applications": "/applications",
        "tracking": "/applications/{lanxi-publicity}",
        "correction": "/applications/{lanxi-correction}/correction",
        "messages": "/notices",
        "new": "/applications/new",
    },
    "yanbei": {"form": "/applications/{yanbei-draft}/facts", "own-rent": "/rent/own"},
    "shen": {
        "queue": "/cases",
        "case": "/cases/{qinglan-evaluated}",
        "case-documents": "/cases/{yanbei-submitted}",
        "record": "/cases/{lanxi-paid}/record",
        "rent-list": "/rent",
        "rent": "/rent/{uscc}",
        "enterprises": "/enterprises",
        "enterprise": "/enterprises/{uscc}",
    },
    "cheng": {"committee": "/committee", "resolution": "/committee/{qinglan-committee}", "publicity": "/publicity"},
    "qin": {"payments": "/payments", "payment": "/payments/{batch}"},
    "lu": {"audited": "/cases/{qinglan-rejected}"},
    "han": {"administrator": "/staff"},
}
VISITOR = {
    "home": "/",
    "measure": "/measures/10",
    "estimate": "/measures/14/estimate",
    "notice": "/notice",
    "sign-in": "/sign-in",
}
VIEWS: tuple[tuple[int, Theme, str], ...] = (
    (1440, "light", "zh"),
    (390, "light", "en"),
    (1440, "dark", "en"),
    (390, "dark", "zh"),
)
#: Where axe judges too: contrast and names are the same at every width and in every language.
JUDGED = {(1440, "light"), (390, "dark")}


@pytest.mark.parametrize(("width", "theme", "language"), VIEWS, ids=str)
def test_every_page_is_sound(
    demo: Ground, places: dict[str, str], live: Live, new_page: Pages, width: int, theme: Theme, language: str
) -> None:
    tongue = "zh-CN" if language == "zh" else "en"
    ending = (
        {1440: "", 390: "-phone"}[width] + {"light": "", "dark": "-dark"}[theme] + {"zh": "", "en": "-en"}[language]
    )
    found: list[str] = []
    with live(demo.app) as address:
        visitor = Hands(new_page(width=width, language=tongue, scheme=theme), address, english=language == "en")
        for login, pages in (("", VISITOR), *PAGES.items()):
            person = visitor
            if login:
                page = new_page(width=width, language=tongue, scheme=theme)
                person = Hands(page, address, login, english=language == "en")
            for name, path in pages.items():
                person.open(path.format(**places))
                wrong = too_wide(person.page) + (barriers(person.page) if (width, theme) in JUDGED else [])
                found += [f"{login} {name}: {problem}" for problem in wrong]
                picture(person.page, name + ending)
    assert found == []
