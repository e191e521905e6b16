"""A fact of several rows, and its columns added up."""

from typing import Any, Self, overload

from rules.asked import Asked
from rules.facts import Fact
from rules.inputs import MOST_ROWS, Inputs
from rules.quantity import Step
from rules.say import Say


class Rows:
    """A fact of several rows; inside `award` its columns are added up over the rows that count."""

    def __init__(
        self,
        zh: str,
        en: str,
        *,
        hint: tuple[str, str] = ("", ""),
        more: dict[str, Any] | None = None,
        **columns: Asked,
    ) -> None:
        self.words, self.hint, self.more, self.columns, self.name = Say(zh, en), Say(*hint), more or {}, columns, ""
        for name, column in columns.items():
            column.name = column.name or name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, article: None, owner: type) -> Self: ...
    @overload
    def __get__(self, article: Inputs, owner: type) -> "RowSums": ...
    def __get__(self, article: Inputs | None, owner: type) -> "Self | RowSums":
        return self if article is None else RowSums(article, self)

    def fact(self) -> Fact:
        """The fact as data for forms and receipts."""
        columns = tuple(column.fact() for column in self.columns.values())
        words = {"label": self.words, "hint": self.hint}
        return Fact(name=self.name, kind="rows", low=1, high=MOST_ROWS, rows=columns, **(words | self.more))


class RowSums:
    """The columns of a `Rows` fact as quantities."""

    def __init__(self, article: Inputs, rows: Rows) -> None:
        self.article, self.rows = article, rows

    def total(self, column: str, where: str) -> Step:
        """The sum of a money column over the rows whose yes/no column `where` says yes."""
        asked, name = self.rows.columns[column], f"{self.rows.name}.{column}"
        source = {"from": "rows", "rows": self.rows.name, "sum": column, "where": where}
        return self.article.input(name, asked.kind, asked.words, source, most=MOST_ROWS)

    def any(self, where: str) -> Step:
        """Whether any row says yes in the column `where`."""
        source = {"from": "rows", "rows": self.rows.name, "sum": "", "where": where}
        return self.article.input(f"{self.rows.name}.{where}", "yes", self.rows.columns[where].words, source)
