"""A whole application at the browser: from the list of calls to the receipt."""

import re
from typing import Any

from playwright.sync_api import FilePayload

from rules import catalogue
from tests.browser.hands import Hands
from workflow.demo.papers import paper
from workflow.views.promises import PROMISES

#: What is filled in, by item.
ANSWERS: dict[str, dict[str, Any]] = {
    "14": {
        "in_zone": "yes",
        "above_scale": "yes",
        "premises": "智造城A3栋2层",
        "contract_area": "2,600",
        "sublet_area": "200",
        "area": "2,400",
        "months": ["2026-01", "2026-02", "2026-03"],
    },
    "5": {
        "year": "2026",
        "runs-0-ip_fee": "0",
        "runs-0-mask_fee": "200,000",
        "runs-0-wafer_fee": "800,000",
        "runs-0-first_run": "yes",
    },
}


def hand_in(person: Hands, item: str) -> None:
    """Upload every required document on the page in front."""
    page = person.at
    for kind in catalogue.item(item).documents:
        if kind.required:
            person.open(page)
            if not person.page.locator(f'form[action$="/documents/{kind.code}"]').count():
                continue  # waived: the system knows what it would prove
            data = paper(kind.title.en, page)
            file: FilePayload = {"name": f"{kind.title.zh}.pdf", "mimeType": "application/pdf", "buffer": data}
            person.upload(f"/documents/{kind.code}", file)


def apply(person: Hands, item: str, answers: dict[str, Any], name: str) -> str:
    """From the list to the receipt; gives the official number."""
    person.open("/applications/new")
    choose(person, item)
    person.look(f"{name}-facts")
    person.send("/facts", button="next", **answers)
    person.look(f"{name}-documents")
    hand_in(person, item)
    person.open(person.at.replace("/documents", "/review"))
    person.look(f"{name}-review")
    person.send("/submission", declared=list(PROMISES))
    person.look(f"{name}-receipt")
    number = person.at.removeprefix("/applications/").removesuffix("/receipt")
    assert re.fullmatch(r"\d{4}-\d\d-\d{4}", number)
    person.open(f"/applications/{number}")
    person.look(f"{name}-tracking")
    return number


def choose(person: Hands, item: str) -> None:
    """Start the application for the item's call."""
    title = catalogue.item(item).title
    line = person.page.locator("li.calls__i").filter(has_text=re.compile(f"{title.zh}|{title.en}"))
    person.press(line.first.locator('form[action$="/applications"] button'))
