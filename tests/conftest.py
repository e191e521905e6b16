"""What every test may ask for: the application on both databases, planted with people, and visitors."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from tests.ground import postgres
from tests.ground.demo import RECORD, told_by_its_command
from tests.ground.kept import Kept
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
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "of-all-workers"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def sqlite_model(of_all_workers: Path) -> Path:
    """A planted SQLite file to copy; whichever worker asks first plants it for all."""
    file = of_all_workers / "model" / "zhigan.sqlite3"
    with (of_all_workers / "model.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (planted_here := file.with_name("planted")).exists():
            planted(file.parent)
            planted_here.touch()
    return file


@pytest.fixture(scope="session")
def postgres_model(postgres_server: postgres.Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a planted PostgreSQL database to copy."""
    name = postgres_server.create_database()
    planted(tmp_path_factory.mktemp("model"), postgres_server.url(name))
    return name


@pytest.fixture(scope="session")
def demo_model(of_all_workers: Path) -> Path:
    """An instance folder as `flask demo` makes it, to copy; whichever worker asks first makes it for all."""
    folder = of_all_workers / "demo"
    with (of_all_workers / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / RECORD).exists():
            told_by_its_command(folder, SECRET_KEY)
    return folder


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine_name(request: pytest.FixtureRequest) -> str:
    """The database a test runs on; override with `@pytest.mark.parametrize("engine_name", ["sqlite"])`."""
    return str(request.param)


@pytest.fixture(scope="session")
def compiled(of_all_workers: Path) -> FileSystemBytecodeCache:
    """Templates compiled once for all applications of all workers."""
    folder = of_all_workers / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@pytest.fixture(scope="session")
def made_once() -> dict[str, Flask]:
    """Engine → the application that the tests of this worker share: routes, templates and SQL are compiled once."""
    return {}


def fill(kept: Kept, request: pytest.FixtureRequest) -> None:
    """Put a fresh copy of the planted database where the application looks for it."""
    if kept.server is None:
        for leftover in ("", "-wal", "-shm"):
            Path(kept.database + leftover).unlink(missing_ok=True)
        shutil.copy(request.getfixturevalue("sqlite_model"), kept.database)
    else:
        kept.server.copy_database(request.getfixturevalue("postgres_model"), kept.database)
    kept.fresh = "monkeypatch" not in request.fixturenames


@pytest.fixture
def app(
    engine_name: str,
    made_once: dict[str, Flask],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    compiled: FileSystemBytecodeCache,
    of_all_workers: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Flask]:
    """The application on a database of its own, with people, calls and budgets, and no case.

    Marked `alone`, a test gets an application of its own too, to which it may add routes.
    """
    alone = request.node.get_closest_marker("alone") is not None
    made = None if alone else made_once.get(engine_name)
    if made is None:
        folder = tmp_path_factory.mktemp(engine_name)
        server = None if engine_name == "sqlite" else request.getfixturevalue("postgres_server")
        kept = Kept("alone" if alone else "shared", folder, server)
        if server is None:
            kept = Kept(str(folder / "zhigan.sqlite3"), of_all_workers, None)
        made = create_app(settings(folder, server.url(kept.database) if server else f"sqlite:///{kept.database}"))
        made.test_client_class = StrictClient
        made.jinja_env.bytecode_cache = compiled
        made.config["KEPT"], made.config["FOLDER"] = kept, folder
        with made.app_context():
            kept.listen(db.engine)
    fill(made.config["KEPT"], request)
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
