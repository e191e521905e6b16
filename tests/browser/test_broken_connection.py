"""The server dies while somebody types: what was shown as saved is stored, and nothing that was typed is lost."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.browser.hands import Hands
from tests.ground.browser import Pages
from tests.workflow.filing import draft, reload
from workflow.db import db
from workflow.queries.filings import current_filing

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("engine_name", ["sqlite"])]
ROOT = Path(__file__).parents[2]
SERVER = """
import sys
from pathlib import Path
from tests.conftest import settings
from werkzeug.serving import make_server
from workflow.app import create_app
app = create_app(settings(Path(sys.argv[1]), sys.argv[2]))
make_server("127.0.0.1", int(sys.argv[3]), app, threaded=True).serve_forever()
"""


class Server:
    """The application in a process of its own, which can be killed without warning."""

    def __init__(self, app: Flask) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.arguments = [str(app.config["FOLDER"]), str(app.config["SQLALCHEMY_DATABASE_URI"]), str(self.port)]
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", SERVER, *self.arguments]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return process
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """End it as a power cut does."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def again(self) -> None:
        """Start it anew at the same address."""
        self.process = self._start()


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    made = Server(app)
    yield made
    made.kill()


def area(app: Flask, number: str) -> str | None:
    """The area as it is stored now."""
    with app.app_context():
        found = current_filing(reload(number).id).facts.get("area")
        return None if found is None else str(found)


def says(page: "Page", word: str) -> None:
    page.wait_for_selector(f'[data-save][data-state="{word}"]')


def opened(person: Hands, number: str) -> "Page":
    person.open(f"/applications/{number}/facts")
    person.page.wait_for_selector('html[data-script="ready"]', state="attached")
    return person.page


def test_killed_while_typing(app: Flask, server: Server, new_page: Pages) -> None:
    with app.app_context():
        number = draft("lanxi", "14").number
        db.session.commit()
    person = Hands(new_page(), server.address, "lanxi")
    page = opened(person, number)
    page.fill("#area", "2400")
    says(page, "saved")
    page.fill("#area", "2500")
    server.kill()
    assert area(app, number) in {"2400.00", "2500.00"}  # shown as saved: at least the first
    page.fill("#area", "2600")
    says(page, "lost")
    server.again()
    page.evaluate("dispatchEvent(new Event('online'))")
    says(page, "saved")
    assert area(app, number) == "2600.00"
    new_page.watch.failed.clear()  # the refused connections were ours


def test_the_computer_gives_back_what_the_server_never_got(app: Flask, server: Server, new_page: Pages) -> None:
    with app.app_context():
        number = draft("lanxi", "14").number
        db.session.commit()
    person = Hands(new_page(), server.address, "lanxi")
    page = opened(person, number)
    server.kill()
    page.fill("#area", "1234")
    page.fill("#premises", "智造城A3栋2层")
    says(page, "lost")
    server.again()
    page = opened(person, number)
    assert page.input_value("#area") == ""
    person.sees("这台电脑里有上次没存上的内容")
    person.look("kept")
    with page.expect_navigation():
        page.click('[data-kept] button:has-text("恢复")')
    assert page.input_value("#area") == "1,234"
    assert area(app, number) == "1234.00"
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []
    new_page.watch.failed.clear()


def test_two_tabs_of_one_person(app: Flask, server: Server, new_page: Pages) -> None:
    with app.app_context():
        number = draft("lanxi", "14").number
        db.session.commit()
    person = Hands(new_page(), server.address, "lanxi")
    one = opened(person, number)
    two = one.context.new_page()
    two.goto(one.url)
    two.wait_for_selector('html[data-script="ready"]', state="attached")
    one.fill("#area", "100")
    says(one, "saved")
    two.fill("#area", "200")
    says(two, "stale")
    assert area(app, number) == "100.00"
    assert two.input_value("#area") == "200"
    row = two.inner_text("[data-kept] tbody")
    assert "100" in row
    assert "200" in row
    two.click('[data-kept] button:has-text("用这一页的")')
    says(two, "saved")
    assert area(app, number) == "200.00"
    new_page.watch.failed.clear()
