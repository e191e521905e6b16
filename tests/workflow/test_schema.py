"""The schema keeps its promises by itself, on both databases: every constraint refuses its bad row.

A test copies a good row, changes what the constraint forbids and tries to insert it. The copy without that change goes in,
so the refusal is the constraint's. A constraint that nobody tries here fails `test_every_promise_is_tried`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    insert,
    select,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from tests.road import Road
from tests.workflow.bad_rows import AMONG, CHECKS, GOOD, INSIDE, OF, SAME_PERSON, TWICE, WITH_REFERENCE, Bad
from tests.workflow.base import ENGINES, Ground, ground_of
from tests.workflow.strangers import strangers
from workflow.db import Base, db

TABLES = Base.metadata.tables
NOBODY = 987_654_321


def checks() -> set[str]:
    """Every check constraint of the schema, without its `ck_`."""
    found = (c for table in TABLES.values() for c in table.constraints if isinstance(c, CheckConstraint))
    return {str(check.name).removeprefix("ck_") for check in found}


def uniques() -> dict[str, UniqueConstraint | PrimaryKeyConstraint | Index]:
    """Every uniqueness of the schema that somebody could break; plain `id` columns number themselves."""
    found: list[Any] = [c for t in TABLES.values() for c in t.constraints if isinstance(c, UniqueConstraint)]
    found += [index for table in TABLES.values() for index in table.indexes if index.unique]
    found += [table.primary_key for table in TABLES.values() if list(table.primary_key.columns.keys()) != ["id"]]
    identities = [one for one in found if "id" not in one.columns.keys()]  # noqa: SIM118
    return {str(one.name): one for one in identities}


def references() -> dict[str, ForeignKeyConstraint]:
    """Every foreign key that is checked at once (the deferred one has tests of its own)."""
    keys = (c for table in TABLES.values() for c in table.constraints if isinstance(c, ForeignKeyConstraint))
    return {str(key.name): key for key in keys if not key.deferrable}


@pytest.fixture(scope="module", params=ENGINES)
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A database in which every table has rows."""
    with ground_of(request, tmp_path_factory.mktemp("schema")) as made:
        road = Road(made.app)
        road.to("paid", item="14", firm="lanxi")
        road.to("publicity", item="9", firm="lanxi")
        road.to("publicity", item="7a", firm="qinglan", facts=None)
        road.to("committee", firm="qinglan")
        road.to("correction", firm="yanbei")
        road.to("draft", firm="yanbei")
        road.to("submitted", firm="lanxi")
        made.spare = road.case_id
        with made.app.app_context():
            strangers(made)
            db.session.commit()
        yield made


def row(connection: Connection, table: Table, of: dict[str, Any] | None) -> dict[str, Any]:
    """A row of the table, as it is."""
    query = select(table)
    for name, value in (of or OF.get(table.name, {})).items():
        query = query.where(table.c[name] == value)
    found = connection.execute(query.limit(1)).mappings().first()
    assert found is not None, f"no row of {table.name} to copy"
    return dict(found)


def copy(ground: Ground, connection: Connection, table: Table, bad: Bad) -> dict[str, Any]:
    """A good copy of a row, with the bad change."""
    original = row(connection, table, bad.of)
    values = original | GOOD.get(table.name, {}) | bad.change
    if list(table.primary_key.columns.keys()) == ["id"]:
        del values["id"]
    for column in table.columns:
        if column.computed is not None:
            del values[column.name]
    for name, value in values.items():
        if value == "spare":
            values[name] = ground.spare
        elif value == "other firm":
            values[name] = ground.firms["yanbei"]
        elif isinstance(value, str) and value in SAME_PERSON:
            values[name] = original[SAME_PERSON[value]]
    return values


def refused(ground: Ground, table: Table, bad: Bad, *spoken: str) -> None:
    """The database refuses the bad row, saying one of the words."""
    with ground.engine.connect() as connection, pytest.raises(IntegrityError) as error:
        connection.execute(insert(table).values(copy(ground, connection, table, bad)))
    said = str(error.value.orig).lower()
    assert any(words.lower() in said for words in spoken), (spoken, said)


def test_every_promise_is_tried() -> None:
    assert checks() == set(CHECKS)
    partial = {name for name, one in uniques().items() if isinstance(one, Index)}
    assert partial <= set(AMONG) | TWICE


@pytest.mark.parametrize("table", list(TABLES))
def test_a_good_copy_goes_in(ground: Ground, table: str) -> None:
    with ground.engine.connect() as connection:
        connection.execute(insert(TABLES[table]).values(copy(ground, connection, TABLES[table], Bad({}))))


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_refuses_its_bad_row(ground: Ground, name: str) -> None:
    table = max((one for one in TABLES.values() if name.startswith(f"{one.name}_")), key=lambda one: len(one.name))
    refused(ground, table, CHECKS[name], f"ck_{name}")


@pytest.mark.parametrize("name", sorted(set(uniques()) - TWICE))
def test_what_is_unique_stays_unique(ground: Ground, name: str) -> None:
    one = uniques()[name]
    table, columns = one.table, list(one.columns.keys())
    assert table is not None
    bad = AMONG.get(name, Bad({}))
    with ground.engine.connect() as connection:
        original = row(connection, table, bad.of)
    same = bad.change | {column: original[column] for column in columns}
    key = ", ".join(f"{table.name}.{column}" for column in columns)
    refused(ground, table, Bad(same, bad.of), name, key, *INSIDE.get(name, ()))


@pytest.mark.parametrize("name", sorted(TWICE))
def test_an_entry_is_reversed_once(ground: Ground, name: str) -> None:
    table = TABLES[name.removeprefix("uq_").removesuffix("_reversal_of")]
    with ground.engine.connect() as connection:
        entry = row(connection, table, None)
        reversal = copy(ground, connection, table, Bad({"fen": -entry["fen"], "reversal_of": entry["id"]}))
        connection.execute(insert(table).values(reversal))
        with pytest.raises(IntegrityError) as error:
            connection.execute(insert(table).values(reversal))
    assert "reversal_of" in str(error.value.orig)


@pytest.mark.parametrize("name", sorted(references()))
def test_a_row_hangs_on_something_that_is_there(ground: Ground, name: str) -> None:
    """Where the key carries the enterprise too, the row also cannot hang on another enterprise's case."""
    key = references()[name]
    numbers = [column for column in key.columns if column.type.python_type is int]
    column = (numbers or list(key.columns))[-1]
    missing: Any = NOBODY if numbers else "0" * 40
    change = {column.name: missing} | WITH_REFERENCE.get(
        f"{key.table.name}.{column.name}", WITH_REFERENCE.get(column.name, {})
    )
    refused(ground, key.table, Bad(change), name, "FOREIGN KEY")
    if column.name == "enterprise_id" and len(key.columns) > 1:
        refused(ground, key.table, Bad({"enterprise_id": ground.firms["xingwan"]}), name, "FOREIGN KEY")


@pytest.mark.parametrize("name", list(TABLES))
def test_what_must_be_there_is_there(ground: Ground, name: str) -> None:
    table = TABLES[name]
    numbered = [column.name for column in table.primary_key.columns]  # one whole number alone numbers itself on SQLite
    for column in table.columns:
        if not column.nullable and not isinstance(column.type, JSON) and numbered != [column.name]:
            refused(ground, table, Bad({column.name: None}), "NOT NULL", "not-null")
