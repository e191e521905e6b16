"""A real Chromium against the real application; a page that complains in its console fails its test.

def test_signs_in(new_page, live):
    with live(app) as address:
        page = new_page()
        page.goto(f"{address}/sign-in")
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:  # a test without a browser does not wait for Playwright to load
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

#: The same engine without windows costs a third less, where it is installed.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
NO_ANSWER = "Failed to load resource"


@dataclass
class Watch:
    """Listens to a page from its first byte and keeps what it should not have said."""

    found: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)  # console lines about an answer of 4xx or 5xx
    visited: set[str] = field(default_factory=set)

    def follow(self, context: "BrowserContext") -> None:
        """Listen to every page of a context, also to those that it opens itself."""
        context.on("console", self._console)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("weberror", lambda error: self.found.append(f"script: {error.error}"))

    def _console(self, message: "ConsoleMessage") -> None:
        if message.type not in ("error", "warning"):
            return
        address = message.location["url"]
        if message.text.startswith(NO_ANSWER):
            self.failed.append((address, message.text))
        else:
            self.found.append(f"console: {message.text} ({address})")

    def _request(self, request: "Request") -> None:
        parts = urlsplit(request.url)
        if parts.scheme.startswith(("http", "ws")) and parts.hostname != "127.0.0.1":
            self.found.append(f"asks another machine: {request.url}")

    def _response(self, response: "Response") -> None:
        if response.request.is_navigation_request():
            self.visited.add(response.url)

    def complaints(self) -> list[str]:
        """Everything said. A page that a person is shown may have the status 4xx; what it loads may not."""
        return [*self.found, *(f"console: {text} ({url})" for url, text in self.failed if url not in self.visited)]

    def assert_silent(self) -> None:
        """Fail with every complaint."""
        complaints = self.complaints()
        assert not complaints, "The browser complains:\n" + "\n".join(f"- {complaint}" for complaint in complaints)


class _Silent(WSGIRequestHandler):
    def log(self, *arguments: object) -> None:
        """Say nothing; what matters is what the browser sees."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application from a thread on a free port of this machine; gives the address without a final slash."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 600  # a browser keeps style and script, as behind a front server
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="live application")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def picture(page: "Page", name: str) -> None:
    """Keep a picture of the whole page as `$SCREENS/<name>.png`; nothing is kept while SCREENS is unset."""
    folder = os.environ.get("SCREENS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True, animations="disabled")


@pytest.fixture(scope="session")
def live() -> Callable[[Flask], AbstractContextManager[str]]:
    """Context manager that serves an application while its block runs, see the top of this file."""
    return served


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One browser for all tests of this process."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"no browser here: none of {', '.join(PROGRAMS)} is installed")
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


class Pages:
    """Opens pages for people who do not share cookies, each watched."""

    def __init__(self, browser: "Browser", watch: Watch) -> None:
        self.browser = browser
        self.watch = watch
        self.contexts: list[BrowserContext] = []

    def __call__(
        self,
        *,
        width: int = 1440,
        language: str = "zh-CN",
        scheme: Literal["dark", "light"] = "light",
        script: bool = True,
    ) -> "Page":
        """A page in a browser of its own: 1440 wide for a desk, 390 for a telephone; without script if asked."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 844},
            locale=language,
            timezone_id="Asia/Shanghai",
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(45_000)  # a loaded machine is slow, not wrong
        self.watch.follow(context)
        self.contexts.append(context)
        return context.new_page()


@pytest.fixture
def new_page(chromium: "Browser") -> Iterator[Pages]:
    """Opens pages; when the test is over, any of them that complained fails it."""
    pages = Pages(chromium, Watch())
    yield pages
    for context in pages.contexts:
        context.close()
    pages.watch.assert_silent()
