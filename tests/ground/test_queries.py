"""Statements are counted, and one too many fails."""

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.ground.queries import counted, expected


@pytest.fixture
def engine() -> Engine:
    return create_engine("sqlite://")


def test_counts_statements_and_tells_writes(engine: Engine) -> None:
    with counted(engine) as statements, engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version")
        connection.execute(text("create table stamp (figure int)"))
        connection.execute(text("\n  insert into stamp values (1)"))
        with connection.begin_nested():
            connection.scalar(text("select figure from stamp"))
    assert len(statements) == 3
    assert statements.writes == ["create table stamp (figure int)", "insert into stamp values (1)"]


def test_stops_counting_after_the_block(engine: Engine) -> None:
    with counted(engine) as statements:
        pass
    with engine.connect() as connection:
        connection.scalar(text("select 1"))
    assert len(statements) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_another_number_fails_and_lists_them(engine: Engine, number: int) -> None:
    complaint = pytest.raises(AssertionError, match=r"2 sent:\n1. select 1\n2. select 2")
    with complaint, expected(engine, number), engine.connect() as connection:
        connection.scalar(text("select 1"))
        connection.scalar(text("select 2"))


def test_the_expected_number_passes(engine: Engine) -> None:
    with expected(engine, 1), engine.connect() as connection:
        connection.scalar(text("select 1"))
