"""Puts the application together: settings, database, people, languages, pages, commands."""

import secrets

from flask import Flask, Response, g, request
from flask_babel import Babel
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from workflow import person
from workflow.actions import only_door
from workflow.actions.identity import hasher
from workflow.cli import commands
from workflow.config import ROOT, Settings, from_environment
from workflow.db import db, prepare, writing
from workflow.models import everything
from workflow.permissions import guard_route
from workflow.views import downloads, filters, locale, pages, shell

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'; object-src 'none'"
)
READS = frozenset({"GET", "HEAD", "OPTIONS"})


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application for these settings (default: from the environment)."""
    settings = settings or from_environment()
    app = Flask("workflow", root_path=str(ROOT / "workflow"), instance_path=str(settings.instance))
    app.template_folder, app.static_folder = str(ROOT / "templates"), str(ROOT / "static")
    _configure(app, settings)
    if settings.proxies:  # what is counted by where it comes from would otherwise all come from the proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    assert everything.__all__
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        app.config["DECOY_HASH"] = hasher().hash("nobody's password")
    only_door.listen()
    Migrate(app, db, directory=str(ROOT / "workflow" / "migrations"), compare_type=True, render_as_batch=True)
    CSRFProtect(app)
    person.connect(app)
    Babel(
        app,
        locale_selector=locale.chosen,
        default_timezone="Asia/Shanghai",
        default_translation_directories="translations",
    )
    locale.speak(app)
    app.before_request(_begin)
    app.before_request(guard_route)
    app.after_request(_headers)
    downloads.register(app)
    app.teardown_request(_end)
    filters.register(app)
    shell.register(app)
    pages.register(app)
    commands.register(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.url(),
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": settings.url().startswith("postgresql")},
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + 1024 * 1024,
        MAX_FORM_PARTS=500,
        #: Styles and scripts, thirty a page, are not asked for again from page to page; a new version is seen a minute later.
        SEND_FILE_MAX_AGE_DEFAULT=60,
        SESSION_COOKIE_NAME="zhigan",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.insecure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        PUBLIC_URL=settings.public_url,
        MAIL=settings.mail,
        MAIL_FROM=settings.mail_from,
        IDLE_MINUTES=settings.idle_minutes,
        ABSOLUTE_HOURS=settings.absolute_hours,
        HASH_MEMORY_KIB=settings.hash_memory_kib,
        MAX_UPLOAD_BYTES=settings.max_upload_bytes,
        CLAMD=settings.clamd,
        INSTANCE=settings.instance,
        STAFF_SECOND_FACTOR=settings.staff_second_factor,
        CONDITION_FAILURE=settings.condition_failure,
        TESTING=settings.testing,
        BABEL_DEFAULT_LOCALE="zh_Hans_CN",
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _begin() -> Response | None:
    if not request.path.isprintable():  # a NUL or line break in an address: no page may repeat it
        return Response("没有这个页面。 There is no such page.\n", 404, mimetype="text/plain")
    g.request_id = secrets.token_hex(4)  # what an error page shows and the log holds
    g.writing_token = writing.set(request.method not in READS)
    return None


def _end(_error: BaseException | None) -> None:
    token = g.pop("writing_token", None)
    if token is not None:
        writing.reset(token)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Referrer-Policy", "same-origin")
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if response.mimetype == "text/html" or request.endpoint not in {"static", "bootstrap.static"}:
        headers["Cache-Control"] = "no-store"
        headers.add("Vary", "Cookie")
    return response
