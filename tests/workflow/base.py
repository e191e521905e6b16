"""A database of its own for a whole file of tests, on either engine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from tests.conftest import settings
from tests.people import FIRM
from workflow.app import create_app
from workflow.db import db
from workflow.models.enterprise import Enterprise

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@dataclass
class Ground:
    """The application on its database; `firms` by key, `spare` is a case with nothing on it."""

    app: Flask
    engine: Engine
    firms: dict[str, int] = field(default_factory=dict)
    spare: int = 0


@contextmanager
def ground_of(request: pytest.FixtureRequest, folder: Path) -> Iterator[Ground]:
    """The planted application on the engine that the fixture's parameter names; gone at the end."""
    server, name, url = None, "", ""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_model"), folder / "zhigan.sqlite3")
    else:
        server = request.getfixturevalue("postgres_server")
        name = server.create_database(template=request.getfixturevalue("postgres_model"))
        url = server.url(name)
    app = create_app(settings(folder, url))
    app.jinja_env.bytecode_cache = request.getfixturevalue("compiled")
    with opened(app) as made:
        yield made
    if server is not None:
        server.drop_database(name)


@contextmanager
def opened(app: Flask) -> Iterator[Ground]:
    """The application with its firms by key; its connections are closed at the end."""
    with app.app_context():
        rows = {row.uscc: row.id for row in db.session.execute(select(Enterprise.uscc, Enterprise.id))}
        db.session.rollback()
        made = Ground(app, db.engine, {key: rows[firm.uscc] for key, firm in FIRM.items()})
    yield made
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
