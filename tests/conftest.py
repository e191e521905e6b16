"""What every test may ask for: the application on both databases, planted with people, and visitors."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.engine import make_url

from tests.ground import postgres
from tests.ground.strict_html import StrictClient
from tests.visitor import Visitor
from workflow.app import create_app
from workflow.config import Settings
from workflow.db import db
from workflow.demo.world import plant


def settings(folder: Path, url: str = "") -> Settings:
    """Settings of a test: own folder, cheap password hashes."""
    return Settings(instance=folder, database_url=url, secret_key="only for tests", hash_memory_kib=8, testing=False)


def planted(folder: Path, url: str = "") -> str:
    """Make a database with the schema and the people; gives its address."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(settings(folder, url))
    with app.app_context():
        upgrade()
        plant()
        db.session.commit()
        address = str(app.config["SQLALCHEMY_DATABASE_URI"])
        db.session.remove()
        db.engine.dispose()
    return address


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planted SQLite file to copy."""
    address = planted(tmp_path_factory.mktemp("model"))
    return Path(str(make_url(address).database))


@pytest.fixture(scope="session")
def postgres_model(postgres_server: postgres.Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a planted PostgreSQL database to copy."""
    name = postgres_server.create_database()
    planted(tmp_path_factory.mktemp("model"), postgres_server.url(name))
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine_name(request: pytest.FixtureRequest) -> str:
    """The database a test runs on; override with `@pytest.mark.parametrize("engine_name", ["sqlite"])`."""
    return str(request.param)


@pytest.fixture
def app(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on a database of its own, with people, calls and budgets, and no case."""
    if engine_name == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_model"), tmp_path / "zhigan.sqlite3")
        made, server, name = create_app(settings(tmp_path)), None, ""
    else:
        server = request.getfixturevalue("postgres_server")
        name = server.create_database(template=request.getfixturevalue("postgres_model"))
        made = create_app(settings(tmp_path, server.url(name)))
    made.test_client_class = StrictClient
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
    if server is not None:
        server.drop_database(name)


@pytest.fixture
def visit(app: Flask) -> Callable[[str | None], Visitor]:
    """Opens a browser for a person by login (None: a visitor), each time a new one."""

    def open_browser(login: str | None = None) -> Visitor:
        return Visitor(app, login)

    return open_browser
