"""The small scripts in a real browser: each makes one thing quicker, none is needed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from flask import Flask

from tests.ground.browser import Pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Live = Callable[[Flask], AbstractContextManager[str]]


@pytest.fixture
def address(site: Flask, live: Live) -> Iterator[str]:
    with live(site) as found:
        yield found


def opened(new_page: Pages, address: str, *, scheme: Literal["dark", "light"] = "light") -> "Page":
    """A page of the site whose scripts have started."""
    page = new_page(scheme=scheme)
    page.goto(address)
    page.wait_for_selector('html[data-script="ready"]', state="attached")
    return page


def posts(site: Flask, name: str) -> list[dict[str, str]]:
    return [fields for where, fields in site.extensions["posts"] if where == name]


def test_the_theme_turns_at_once_and_stays(address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/estimate", scheme="dark")
    with page.expect_response("**/preferences/theme"):
        page.click("[data-theme-switch] button")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "light"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "light"


def test_a_draft_saves_itself_and_learns_its_version(site: Flask, address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/components?who=applicant")
    page.fill("#contact", "沈女士")
    with page.expect_response("**/act/draft"):
        pass
    page.wait_for_selector('[data-save][data-state="saved"]')
    assert "已自动保存" in page.inner_text("[data-save]")
    assert page.input_value('form[data-autosave] input[name="version"]') == "8"
    page.fill("#contact", "许女士")
    with page.expect_response("**/act/draft"):
        pass
    first, second = posts(site, "draft")
    assert (first["version"], second["version"], second["contact"]) == ("7", "8", "许女士")
    assert first["submission_key"] != second["submission_key"]
    assert 16 <= len(second["submission_key"]) <= 40


def test_a_draft_that_cannot_be_saved_stays_here(address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/components?who=applicant")
    page.route("**/act/draft", lambda route: route.fulfill(status=503, body=""))
    page.fill("#contact", "沈女士")
    page.wait_for_selector('[data-save][data-state="lost"]')
    kept = page.evaluate("localStorage.getItem('draft:/act/draft')")
    assert "沈女士" in kept
    assert "csrf_token" not in kept
    new_page.watch.failed.clear()  # the 503 was ours


def test_the_estimate_follows_the_number(address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/estimate")
    page.fill("#rev", "500,000,000")
    page.wait_for_selector("#out:has-text('500,000,000')")
    assert page.url.endswith("rev=500%2C000%2C000")
    assert page.inner_text("#rev-echo") == "读作：5亿元"


def test_an_amount_is_read_back(address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/estimate")
    read = {
        "327460000": "3亿2,746万元",
        "100000001": "1亿1元",
        "12,345.6": "1万2,345.6元",
        "0.50": "0.50元",
        "1e9": "",
        "１": "",
    }
    words = "async (texts) => { const echo = await import('/static/js/echo.js'); return texts.map(echo.words); }"
    assert page.evaluate(words, list(read)) == list(read.values())


def test_a_form_is_sent_once(site: Flask, address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/tracking?who=applicant")
    with page.expect_navigation(url="**/act/withdraw"):
        page.evaluate("""() => {
            const form = document.querySelector('form[action="/act/withdraw"]');
            for (const click of [1, 2, 3]) form.querySelector('button').click();
        }""")
    assert len(posts(site, "withdraw")) == 1


def test_files_go_up_and_refusals_are_read_out(site: Flask, address: str, new_page: Pages, tmp_path: Path) -> None:
    paper = tmp_path / "回单.pdf"
    paper.write_bytes(b"%PDF-1.7 " + b"x" * 4096)
    page = opened(new_page, f"{address}/show/components?who=applicant")
    page.set_input_files("#pledge", paper)
    page.wait_for_selector(".file--bad")
    assert "不支持压缩包" in page.inner_text(".file--bad")
    with page.expect_navigation():
        page.set_input_files("#slips", [paper])
    assert [fields["file"] for fields in posts(site, "upload")] == ["回单.pdf"]
    new_page.watch.failed.clear()  # the 422 was asked for


def test_the_queue_obeys_its_keys(site: Flask, address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/queue?who=staff")
    for key in ("j", "j", "x", "k", "x"):
        page.keyboard.press(key)
    assert page.inner_text("[data-count]") == "2"
    assert page.locator("tbody tr.cursor").count() == 1
    page.keyboard.press("/")
    page.keyboard.type("jx")
    assert page.input_value("[data-find]") == "jx"
    assert page.inner_text("[data-count]") == "2"
    page.keyboard.press("Escape")
    with page.expect_navigation(url="**/act/many"):
        page.keyboard.press("v")
    assert posts(site, "many")[0]["case"] == "2026-11-0018"


def test_enter_opens_the_case_and_escape_lets_go(address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/queue?who=staff")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("Escape")
    assert page.locator("tbody tr.on").count() == 0
    with page.expect_navigation(url="**no=2026-11-0018"):
        page.keyboard.press("Enter")


def test_errors_take_the_focus_and_messages_can_go(address: str, new_page: Pages) -> None:
    page = opened(new_page, f"{address}/show/components?who=applicant")
    page.wait_for_selector(".errsum:focus")
    before = page.locator(".flash").count()
    page.click("[data-close]")
    assert page.locator(".flash").count() == before - 1


@pytest.mark.parametrize("name", ["components", "desk", "queue", "tracking", "estimate"])
def test_no_page_is_wider_than_its_window(address: str, new_page: Pages, name: str) -> None:
    page = new_page(language="en")
    page.context.add_cookies([{"name": "lang", "value": "en", "url": address}])
    page.goto(f"{address}/show/{name}?who={'staff' if name in {'desk', 'queue'} else 'applicant'}")
    for width in (390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_is_there_without_script(site: Flask, address: str, new_page: Pages) -> None:
    page = new_page(script=False)
    page.goto(f"{address}/show/queue?who=staff")
    page.check('input[value="2026-10-0021"]')
    page.click(".bulk button")
    assert posts(site, "many")[0]["case"] == "2026-10-0021"
