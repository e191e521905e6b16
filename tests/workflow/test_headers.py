"""What every answer carries to the browser, whatever its status, and what cookies look like."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.conftest import settings
from tests.visitor import Visitor
from workflow.app import CSP, create_app

Visit = Callable[[str | None], Visitor]
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("login", "path"),
    [
        (None, "/sign-in"),
        (None, "/no-such-page"),
        (None, "/static/css/tokens.css"),
        (None, "/static/no-such.css"),
        ("shen", "/cases"),
        ("shen", "/applications"),
        ("lanxi", "/applications/2026-10-9999"),
    ],
)
def test_every_answer_is_guarded(app: Flask, visit: Visit, login: str | None, path: str) -> None:
    visitor = visit(login)
    headers = visitor.client.get(path, buffered=True).headers
    assert {name: headers.get(name) for name in WANTED} == WANTED
    policy = headers["Content-Security-Policy"]
    assert policy == CSP
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    if not path.startswith("/static/css"):
        assert headers["Cache-Control"] == "no-store"
        assert "Cookie" in headers.getlist("Vary")
    else:
        assert headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_no_answer_says_what_runs_here(app: Flask, visit: Visit) -> None:
    headers = visit(None).client.get("/sign-in").headers
    assert not {"Server", "X-Powered-By"} & set(headers.keys())


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_session_cookie_stays_out_of_reach(app: Flask, visit: Visit) -> None:
    cookie = visit("shen").client.get_cookie("zhigan")
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")


def test_an_installation_sends_cookies_over_tls_only(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("tls")
    plain = settings(folder)
    app = create_app(type(plain)(instance=folder, secret_key="x", hash_memory_kib=8, insecure_cookies=False))
    assert app.config["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    "path",
    [
        "/cases/" + "9" * 200,
        "/cases/%00",
        "/cases/%0d%0aSet-Cookie:x=1",
        "/cases/..%2f..%2fetc",
        "/documents/%F0%9F%92%A3",
        "/rent/" + "A" * 500,
    ],
)
def test_odd_addresses_are_pages_that_are_not_there(app: Flask, visit: Visit, path: str) -> None:
    visit("shen").open(path, expect=404)


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.alone
def test_a_mistake_of_ours_says_so_and_shows_nothing(
    app: Flask, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    from workflow.routes.table import ROUTES

    def broken() -> str:
        raise RuntimeError("the secret of the house")

    app.add_url_rule("/broken", "broken", broken)
    ROUTES["broken"] = ROUTES["home.index"]
    try:
        page = visit(None).open("/broken", expect=500)
    finally:
        del ROUTES["broken"]
    assert "secret of the house" not in page
    assert "Traceback" not in page
    report = re.search(r"error ([0-9a-f]{8})", caplog.text)
    assert report, "the log says which request it was"
    assert report[1] in page, "and the page says the same number"
