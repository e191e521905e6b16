"""The browser fixtures: a good page is silent, each broken twin is heard."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask, Response, request

from tests.ground.browser import Pages, Watch, picture

pytestmark = pytest.mark.browser

HEAD = '<!doctype html><html lang="zh-CN"><head><title>页</title><link rel="icon" href="data:,">'
GOOD = HEAD + '<script src="/good.js"></script></head><body><h1>智感惠企</h1></body></html>'
TWINS = {
    "inline style": ('<body style="color:red">', "style"),
    "inline script": ("<script>document.title = 'x'</script>", "script"),
    "missing picture": ('<img src="/missing.png" alt="">', "404"),
    "script that throws": ('<script src="/throws.js"></script>', "lost"),
    "another machine": ('<img src="http://cdn.example/x.png" alt="">', "asks another machine"),
}

Live = Callable[[Flask], AbstractContextManager[str]]


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    scripts = {"good": "document.body", "throws": "throw new Error('lost')"}

    @app.get("/")
    def page() -> str:
        return GOOD.replace("<body>", "<body>" + TWINS.get(request.args.get("twin", ""), ("", ""))[0])

    @app.get("/refused")
    def refused() -> tuple[str, int]:
        return GOOD, 409

    @app.get("/<name>.js")
    def script(name: str) -> Response:
        return Response(scripts[name], mimetype="text/javascript")

    @app.after_request
    def guard(response: Response) -> Response:
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: http://cdn.example"
        response.headers["Content-Security-Policy"] = policy
        return response

    return app


def test_a_good_page_is_silent(app: Flask, live: Live, new_page: Pages) -> None:
    with live(app) as address:
        page = new_page()
        page.goto(address)
        assert page.inner_text("h1") == "智感惠企"
        telephone = new_page(width=390, language="en", scheme="dark")
        telephone.goto(address)
        assert telephone.evaluate("[innerWidth, navigator.language]") == [390, "en"]


def test_a_page_of_refusal_is_no_complaint(app: Flask, live: Live, new_page: Pages) -> None:
    with live(app) as address:
        answer = new_page().goto(f"{address}/refused")
        assert answer
        assert answer.status == 409


@pytest.mark.parametrize("twin", TWINS)
def test_a_broken_twin_is_heard(app: Flask, live: Live, new_page: Pages, twin: str) -> None:
    with live(app) as address:
        page = new_page()
        page.goto(f"{address}/?twin={twin}", wait_until="networkidle")
        with pytest.raises(AssertionError, match=TWINS[twin][1]):
            new_page.watch.assert_silent()
    new_page.watch = Watch()


def test_a_page_without_script_runs_none(app: Flask, live: Live, new_page: Pages) -> None:
    with live(app) as address:
        new_page(script=False).goto(f"{address}/?twin=script that throws")


def test_a_picture_is_kept_only_when_asked(
    app: Flask, live: Live, new_page: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with live(app) as address:
        page = new_page()
        page.goto(address)
        monkeypatch.delenv("SCREENS", raising=False)
        picture(page, "first")
        monkeypatch.setenv("SCREENS", str(tmp_path / "screens"))
        picture(page, "second")
    assert [file.name for file in (tmp_path / "screens").iterdir()] == ["second.png"]
