"""One engine and session for the shell, with the settings each database needs to keep its promises.

SQLite: WAL with synchronous FULL (NORMAL loses acknowledged rows at a power cut), foreign keys and recursive triggers on,
and `BEGIN IMMEDIATE` for requests that write, so that two officers queue up instead of overwriting each other.
"""

from contextvars import ContextVar
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Engine, MetaData, String, Text, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import JSON, TypeEngine

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every table; models import SQLAlchemy only, the extension just holds engine and session."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

#: False while a GET is served: nothing may be flushed then, and SQLite starts a plain BEGIN.
writing: ContextVar[bool] = ContextVar("writing", default=True)


CHANGES = frozenset({"INSERT", "UPDATE", "DELETE", "REPLAC", "TRUNCA"})


class WriteInReadError(RuntimeError):
    """A page that only shows something tried to change a row."""


def _spell(kind: type[TypeEngine[Any]], name: str) -> None:
    """STRICT tables know only INTEGER, TEXT, REAL and BLOB; the Python side of the type stays as it is."""
    compiles(kind, "sqlite")(lambda _type, _compiler, **_options: name)


for _text in (String, Text, Date, DateTime, JSON):
    _spell(_text, "TEXT")
for _number in (Boolean, BigInteger):
    _spell(_number, "INTEGER")


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "busy_timeout=10000",
        "cache_size=-16384",  # KiB a connection: a list looks at up to a thousand rows here and there
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")


def _refuse_write_in_read(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
    """Whatever sends it, session or connection: while a page only shows something, no statement may change a row."""
    if not writing.get() and statement.lstrip()[:6].upper() in CHANGES:
        raise WriteInReadError(statement[:120])


def prepare(engine: Engine) -> None:
    """Attach to `engine` what refuses writes while a GET is served, and the settings of SQLite; PostgreSQL needs none."""
    event.listen(engine, "before_cursor_execute", _refuse_write_in_read)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
