"""A person at a real browser: signs in, opens pages, fills the forms that are there, and lets axe look at every page."""

import re
from collections.abc import Container
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.people import PASSWORD

#: The innermost elements that reach beyond the window.
WIDEST = """[...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).reverse()
  .map(one => one.outerHTML.slice(0, 120)).slice(0, 3)"""
SERIOUS = frozenset({"serious", "critical"})
EVERY = SERIOUS | {"moderate", "minor"}
ONLY = {"resultTypes": ["violations"]}  # axe need not describe what is right


def too_wide(page: Page) -> list[str]:
    """What makes the page wider than its window, so that one has to move it sideways to read."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} pixels too wide: {page.evaluate(WIDEST)}"] if wide > 0 else []


def barriers(page: Page, impacts: Container[str] = SERIOUS) -> list[str]:
    """What keeps people out who do not see, hear or move like everybody, by the rules of axe; with EVERY, what hinders too."""
    found = Axe().run(page, options=ONLY).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if one["impact"] in impacts]


class Hands:
    """One page of one person; `look` judges the page in front."""

    def __init__(
        self,
        page: Page,
        address: str,
        login: str = "",
        *,
        english: bool = False,
        eyes: Page | None = None,
        judges: bool = True,
    ) -> None:
        """Open the application as somebody who has signed in (no login: a visitor).

        The form is sent without drawing its page; `sign_in` does it as a person does.
        `eyes`: the page runs without script; this one of the same size has script and looks.
        `judges`: whether a look asks axe too; not needed where another journey shows it the same pages.
        """
        self.page, self.address, self.eyes, self.judges = page, address, eyes, judges
        if english:
            self.open("/language/en?next=/sign-in")
        if login:
            form = page.request.get(f"{address}/sign-in").text()
            token = re.findall(r'name="csrf_token" value="([^"]+)"', form)[0]
            fields = {"csrf_token": token, "login": login, "password": PASSWORD}
            assert page.request.post(f"{address}/sign-in", form=fields).url != f"{address}/sign-in", login

    def sign_in(self, login: str) -> None:
        """Open the page, fill in login and password, press the button."""
        self.open("/sign-in")
        self.send("/sign-in", login=login, password=PASSWORD)

    @property
    def at(self) -> str:
        """Path of the page in front."""
        return self.page.url.removeprefix(self.address).split("?")[0].split("#")[0]

    def open(self, path: str) -> None:
        """Go to a page that must be there."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def sees(self, text: str) -> None:
        """The words are on the page."""
        expect(self.page.locator("body")).to_contain_text(text)

    def look(self, name: str) -> None:
        """Nothing on the page keeps anybody out, and it is not wider than its window."""
        page = self.page
        if not self.judges:
            assert too_wide(page) == [], name
            return
        if self.eyes:
            page = self.eyes
            page.context.add_cookies(self.page.context.cookies())
            page.goto(self.page.url)
        assert [*too_wide(page), *barriers(page)] == [], name

    def send(self, action: str, *, button: str = "", **fields: Any) -> None:
        """Fill in the form that goes to `action`, folded or not, and press its button (`button`: the value of one)."""
        here = ', main form[method="post"]:not([action])' if self.at.endswith(action) else ""
        form = self.page.locator(f'form[method="post"][action$="{action}"]{here}').first
        folded = form.locator("xpath=ancestor::details[not(@open)]")
        while folded.count():
            folded.first.locator("> summary").click()
        for name, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                _fill(form, name, one)
        pressed = f'button[value="{button}"]' if button else "button[type=submit]"
        with self.page.expect_navigation():
            form.locator(pressed).last.click()

    def press(self, button: Locator) -> None:
        """Press a button that leads on."""
        with self.page.expect_navigation():
            button.click()

    def upload(self, action: str, file: FilePayload) -> None:
        """Choose a file. With script it goes at once; without, a button stands beside it."""
        form = self.page.locator(f'form[method="post"][action$="{action}"]').first
        with self.page.expect_navigation():
            form.locator("input[type=file]").set_input_files(file)
            if self.eyes:
                form.locator("button[type=submit]").click()


def _fill(form: Locator, name: str, value: str) -> None:
    control = form.locator(f'[name="{name}"]')
    kind = control.first.get_attribute("type")
    if kind in {"radio", "checkbox"}:
        form.locator(
            f'label:has([name="{name}"][value="{value}"]), [name="{name}"][value="{value}"] + label'
        ).first.click()
    elif kind == "file":
        control.first.set_input_files(value)
    else:
        control.first.fill(value)
