"""A bare application around the templates: real filters, made-up people, no database."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, Response, g, render_template, request
from flask_babel import Babel, get_locale
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from jinja2 import FileSystemLoader, StrictUndefined

from tests.templates import samples
from workflow.views import filters

ROOT = Path(__file__).resolve().parents[2]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NOW = datetime(2026, 3, 18, 10, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def make_site() -> Flask:
    """The application: `/show/<specimen>` draws a specimen, `/error/<code>` an error page; POSTs are remembered."""
    app = Flask("site", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="not a secret", TESTING=True, BOOTSTRAP_SERVE_LOCAL=True, WTF_CSRF_ENABLED=True)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_loader = FileSystemLoader([ROOT / "templates", Path(__file__).parent / "specimens"])
    app.jinja_env.globals["get_locale"] = get_locale
    Babel(app, locale_selector=lambda: {"en": "en"}.get(request.cookies.get("lang", ""), "zh_Hans_CN"))
    Bootstrap5(app)
    CSRFProtect(app)
    filters.register(app)
    app.extensions["posts"] = []
    _routes(app)
    return app


def _routes(app: Flask) -> None:
    @app.get("/show/<name>")
    def show(name: str) -> str:
        g.who = request.args.get("who", "visitor")
        return render_template(f"{name}.html", **samples.everything(), now=NOW, today=NOW.date())

    @app.get("/error/<int:code>")
    def error(code: int) -> tuple[str, int]:
        g.who = request.args.get("who", "applicant")
        return render_template(f"errors/{code}.html", **samples.error(code)), code

    @app.post("/act/<name>")
    def act(name: str) -> tuple[str, int] | dict[str, int]:
        posts: list[tuple[str, dict[str, str]]] = app.extensions["posts"]
        posts.append(
            (name, request.form.to_dict() | {field: file.filename or "" for field, file in request.files.items()})
        )
        if name == "refuse":
            return render_template("errors/422.html", sentences=["不支持压缩包。"]), 422
        return {"version": 8}

    @app.get("/preferences/language/<code>", endpoint="preferences.language")
    def language(code: str) -> str:
        return code

    @app.post("/preferences/theme", endpoint="preferences.theme")
    def theme() -> Response:
        answer = Response("", 204)
        answer.set_cookie("theme", request.form["theme"])
        return answer

    for endpoint in ("public_tracking.show", "publicity.public"):  # where the foot of every page leads
        app.add_url_rule(f"/public/{endpoint}", endpoint, lambda: "")

    @app.get("/favicon.ico")
    def favicon() -> tuple[str, int]:
        return "", 204

    app.context_processor(_frame)

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CSP
        return response


def _frame() -> dict[str, Any]:
    who = g.get("who", "visitor")
    return {
        "account": None if who == "visitor" else samples.ACCOUNTS[who],
        "navigation": samples.NAVIGATION if who == "staff" else [],
        "topnav": samples.TOPNAV,
        "login_url": "/show/sign_in",
        "search_url": "/show/desk",
        "footer": [{"label": "政策原文", "url": "/show/components"}, {"label": "意见反馈", "url": "/show/components"}],
        "form_token": lambda version=None: SimpleNamespace(version=version, submission_key="0123456789abcdef0123"),
    }
