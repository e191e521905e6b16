"""Counts the SQL statements of a block, so that a page's price is a number in its test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, event

BOOKKEEPING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ", "SHOW ")
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "CREATE", "ALTER", "DROP")


@dataclass
class Statements:
    """What was sent to the database, in order, without the bookkeeping of transactions."""

    sent: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sent)

    @property
    def writes(self) -> list[str]:
        """Those that change something; a GET has none."""
        return [statement for statement in self.sent if statement.upper().startswith(WRITING)]


@contextmanager
def counted(engine: Engine) -> Iterator[Statements]:
    """Collect the statements that the block sends through `engine`, whichever connection or thread sends them."""
    statements = Statements()

    def note(*arguments: object) -> None:
        statement = str(arguments[2]).strip()
        if not statement.upper().startswith(BOOKKEEPING):
            statements.sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def expected(engine: Engine, number: int) -> Iterator[Statements]:
    """Fail, with the statements, unless the block sends exactly `number` of them."""
    with counted(engine) as statements:
        yield statements
    listing = "\n".join(f"{place}. {' '.join(sent.split())[:300]}" for place, sent in enumerate(statements.sent, 1))
    assert len(statements) == number, f"{number} statements expected, {len(statements)} sent:\n{listing}"
