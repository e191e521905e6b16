"""One history of the schema for both databases: up, nothing left to do, down, up again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.util import CommandError
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text

from tests.conftest import settings
from tests.ground import postgres
from workflow.app import create_app
from workflow.db import Base, db
from workflow.demo.world import plant


@pytest.fixture
def bare(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty database."""
    server: postgres.Server | None = None
    name = url = ""
    if engine_name == "postgresql":
        server = request.getfixturevalue("postgres_server")
        name = server.create_database()
        url = server.url(name)
    app = create_app(settings(tmp_path, url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if server is not None:
        server.drop_database(name)


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_up_checked_down_and_up_again(bare: Flask) -> None:
    upgrade()
    assert tables() == set(Base.metadata.tables)
    check()
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == set(Base.metadata.tables)
    plant()
    db.session.commit()


def test_upgrading_twice_keeps_the_data(bare: Flask) -> None:
    upgrade()
    plant()
    db.session.commit()
    upgrade()
    assert db.session.scalar(text("SELECT count(*) FROM user_account")) == 14
    db.session.rollback()


def test_broken_twin_a_column_that_no_migration_made_is_found(bare: Flask) -> None:
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE enterprise ADD COLUMN nickname TEXT"))
    with pytest.raises((SystemExit, CommandError)):
        check()


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_every_table_on_sqlite_is_strict(bare: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        loose = connection.execute(text("SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main'"))
        assert {name for (name,) in loose} <= {"alembic_version", "sqlite_schema"}
        modes = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
        assert (*modes, connection.execute(text("PRAGMA foreign_keys")).scalar()) == ("wal", 2, 1)


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("value", ["'abc'", "1.5", "'１２'", "x'31'"])
def test_money_columns_take_whole_numbers_only(bare: Flask, value: str) -> None:
    upgrade()
    insert = f"INSERT INTO budget_account (year, article, planned_fen, reserved_fen) VALUES (2026, 10, {value}, 0)"
    with db.engine.connect() as connection, pytest.raises(Exception, match="cannot store"):
        connection.execute(text(insert))
