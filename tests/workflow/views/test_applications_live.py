"""The form in a real Chromium: the estimate follows the typing, the draft saves itself, files go up; and all of it without script."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import delete, select

from tests.ground.browser import Pages
from tests.people import PASSWORD
from tests.workflow.filing import draft, pdf
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Document
from workflow.models.user import UserSession
from workflow.queries.filings import current_filing

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("engine_name", ["sqlite"])]

Live = Callable[[Flask], AbstractContextManager[str]]


@pytest.fixture
def address(app: Flask, live: Live) -> Iterator[str]:
    with live(app) as found:
        yield found


@pytest.fixture
def number(app: Flask) -> str:
    with app.app_context():
        case = draft("lanxi", "14")
        db.session.commit()
        return case.number


def signed_in(new_page: Pages, address: str, *, script: bool = True) -> "Page":
    page = new_page(width=390, script=script)
    page.goto(f"{address}/sign-in")
    page.fill("#login", "lanxi")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/applications")
    return page


def facts(app: Flask, number: str) -> dict[str, object]:
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        return dict(current_filing(case.id).facts)


def test_the_estimate_follows_and_the_draft_saves_itself(
    app: Flask, address: str, new_page: Pages, number: str
) -> None:
    page = signed_in(new_page, address)
    page.goto(f"{address}/applications/{number}/facts")
    page.wait_for_selector('html[data-script="ready"]', state="attached")
    page.check("#in_zone-0")
    page.check("#above_scale-0")
    for month in ("2026-01", "2026-02"):
        page.check(f'input[name="months"][value="{month}"]')
    page.fill("#area", "2,400")
    page.wait_for_selector('#estimate:has-text("14,400")')
    page.wait_for_selector('[data-save][data-state="saved"]')
    assert facts(app, number)["area"] == "2400.00"
    assert page.url.endswith("/facts")


def test_saved_is_never_said_when_nothing_was_saved(app: Flask, address: str, new_page: Pages, number: str) -> None:
    page = signed_in(new_page, address)
    page.goto(f"{address}/applications/{number}/facts")
    page.wait_for_selector('html[data-script="ready"]', state="attached")
    with app.app_context():
        db.session.execute(delete(UserSession))
        db.session.commit()
    page.fill("#area", "999")
    page.wait_for_selector('[data-save][data-state="lost"]')
    assert "没存上" in page.inner_text("[data-save]")
    assert "area" not in facts(app, number)


def test_files_go_up_at_once(app: Flask, address: str, new_page: Pages, number: str, tmp_path: Path) -> None:
    paths = [tmp_path / "租赁合同1.pdf", tmp_path / "租赁合同2.pdf"]
    for pages, path in enumerate(paths, 1):
        path.write_bytes(pdf(pages))
    page = signed_in(new_page, address)
    page.goto(f"{address}/applications/{number}/documents")
    page.wait_for_selector('html[data-script="ready"]', state="attached")
    page.set_input_files("#file-lease", [str(path) for path in paths])
    page.wait_for_selector('a:text("租赁合同2.pdf")')
    with app.app_context():
        assert sorted(db.session.scalars(select(Document.name))) == ["租赁合同1.pdf", "租赁合同2.pdf"]


def test_without_script_enter_saves_and_rows_grow(app: Flask, address: str, new_page: Pages) -> None:
    with app.app_context():
        number = draft("lanxi", "5").number
        db.session.commit()
    page = signed_in(new_page, address, script=False)
    page.goto(f"{address}/applications/{number}/facts")
    page.fill("#runs-0-ip_fee", "100")
    page.click('button[value="add:runs"]')
    page.fill("#runs-1-ip_fee", "200")
    page.press("#runs-1-ip_fee", "Enter")
    assert facts(app, number)["runs"] == [{"ip_fee": "100.00"}, {"ip_fee": "200.00"}]
    page.click('button[value="remove:runs:0"]')
    assert facts(app, number)["runs"] == [{"ip_fee": "200.00"}]
