"""What every test may ask for: the application on both databases, planted with people, and visitors."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from flask_migrate import upgrade
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.engine import make_url

from tests.ground import postgres
from tests.ground.demo import RECORD, told_by_its_command
from tests.ground.memory import roomy
from tests.ground.strict_html import StrictClient
from tests.visitor import Visitor
from workflow.app import create_app
from workflow.config import Settings
from workflow.db import db
from workflow.demo.world import plant

os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(roomy()))  # where `tmp_path` lies


#: Sample seeds and sessions of the tests are sealed with it.
SECRET_KEY = "only for tests"


class Compiled(BytecodeCache):
    """Templates compiled once for all applications of a worker; each test makes an application of its own."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next application."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def settings(folder: Path, url: str = "") -> Settings:
    """Settings of a test: own folder, cheap password hashes."""
    return Settings(instance=folder, database_url=url, secret_key=SECRET_KEY, hash_memory_kib=8, testing=False)


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


@pytest.fixture(scope="session")
def demo_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder as `flask demo` makes it, to copy; whichever worker asks first makes it for all."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo-model"
    with (folder.parent / "demo-model.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / RECORD).exists():
            told_by_its_command(folder, SECRET_KEY)
    return folder


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine_name(request: pytest.FixtureRequest) -> str:
    """The database a test runs on; override with `@pytest.mark.parametrize("engine_name", ["sqlite"])`."""
    return str(request.param)


@pytest.fixture(scope="session")
def made_once() -> dict[str, Flask]:
    """Engine → the application that the tests of this worker share: routes, templates and SQL are compiled once."""
    return {}


def fill(engine_name: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Put a fresh copy of the planted database where the shared application looks for it; gives its address."""
    if engine_name == "sqlite":
        file = folder / "zhigan.sqlite3"
        for leftover in (file, folder / "zhigan.sqlite3-wal", folder / "zhigan.sqlite3-shm"):
            leftover.unlink(missing_ok=True)
        shutil.copy(request.getfixturevalue("sqlite_model"), file)
        return f"sqlite:///{file}"
    server = request.getfixturevalue("postgres_server")
    model = request.getfixturevalue("postgres_model")
    server.copy_database(model, "shared")
    return str(server.url("shared"))


@pytest.fixture
def app(
    engine_name: str,
    made_once: dict[str, Flask],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Flask]:
    """The application on a database of its own, with people, calls and budgets, and no case.

    Marked `alone`, a test gets an application of its own too, to which it may add routes.
    """
    alone = request.node.get_closest_marker("alone") is not None
    made = None if alone else made_once.get(engine_name)
    folder = made.config["FOLDER"] if made else tmp_path_factory.mktemp(engine_name)
    url = fill(engine_name, folder, request)
    if made is None:
        made = create_app(settings(folder, url))
        made.test_client_class = StrictClient
        made.jinja_env.bytecode_cache = Compiled()
        made.config["FOLDER"] = folder
    if not alone:
        made_once[engine_name] = made
    before = dict(made.config)
    made.config["INSTANCE"] = tmp_path
    yield made
    made.config.clear()
    made.config.update(before)
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visit(app: Flask) -> Callable[[str | None], Visitor]:
    """Opens a browser for a person by login (None: a visitor), each time a new one."""

    def open_browser(login: str | None = None) -> Visitor:
        return Visitor(app, login)

    return open_browser
