"""A person at a real browser: signs in, opens pages, fills the forms that are there, and lets axe look at every page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.ground.browser import picture
from tests.people import PASSWORD

#: The innermost elements that reach beyond the window.
WIDEST = """[...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).reverse()
  .map(one => one.outerHTML.slice(0, 120)).slice(0, 3)"""
SERIOUS = {"serious", "critical"}


class Hands:
    """One page of one person. `look` is asked of every page it keeps: no serious barrier, a picture when SCREENS is set."""

    def __init__(
        self, page: Page, address: str, login: str, *, english: bool = False, eyes: Page | None = None
    ) -> None:
        """Open the application and sign in. `eyes`: the page runs without script, this one of the same size looks with it."""
        self.page, self.address, self.eyes = page, address, eyes
        if english:
            self.open("/language/en?next=/sign-in")
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
        """Nothing on the page keeps anybody out, and it is not wider than its window; keep a picture."""
        page = self.eyes or self.page
        if self.eyes:
            self.eyes.context.add_cookies(self.page.context.cookies())  # type: ignore[arg-type]
            self.eyes.goto(self.page.url)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: {wide} pixels too wide: {page.evaluate(WIDEST)}"
        found = Axe().run(page).response["violations"]
        serious = [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if one["impact"] in SERIOUS]
        assert serious == [], f"{name}: {serious}"
        picture(page, name)

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
