"""Changes of the board's counts, gathered and then written together."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Table, bindparam, update

from workflow.actions.caps import insert_if_absent
from workflow.db import db
from workflow.models.board import NO_DAY, BoardCount

#: Kind, name, part, first day, last day.
Key = tuple[str, str, str, date, date]
COLUMNS = ("kind", "name", "part", "first_day", "last_day")


class Tally:
    """Key → how many cases and how much money (fen) more or less."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self.changes: dict[Key, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, kind: str, name: str, part: str = "", days: tuple[date, date] = (NO_DAY, NO_DAY), *,
            times: int = 1, fen: int = 0) -> None:  # fmt: skip
        """One more (or, with -1, one less) of a combination."""
        change = self.changes[kind, name, part, *days]
        change[0] += times
        change[1] += fen

    def write(self) -> None:
        """Add the changes to the table, in a fixed order."""
        rows = [(key, change) for key, change in sorted(self.changes.items()) if change != [0, 0]]
        for key, _change in rows:
            insert_if_absent(BoardCount, **dict(zip(COLUMNS, key, strict=True)), times=0, fen=0)
        if not rows:
            return
        counts = BoardCount.__table__
        assert isinstance(counts, Table), "the counts are a plain table"
        statement = update(counts).where(*(counts.c[name] == bindparam(f"k_{name}") for name in COLUMNS))
        statement = statement.values(times=counts.c.times + bindparam("more"), fen=counts.c.fen + bindparam("sum"))
        named = [f"k_{name}" for name in COLUMNS]
        db.session.connection().execute(
            statement,
            [dict(zip(named, key, strict=True)) | {"more": times, "sum": fen} for key, (times, fen) in rows],
        )
