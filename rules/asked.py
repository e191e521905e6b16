"""A fact an article asks for, rows of facts, and what the ledger holds."""

from typing import TYPE_CHECKING, Any, Self, overload

from rules import units
from rules.facts import NOTHING, Fact
from rules.money import MOST_YUAN
from rules.months import FIRST_YEAR, LAST_YEAR
from rules.quantity import Step
from rules.say import Say

if TYPE_CHECKING:
    from rules.rulebook import Article

MOST_ROWS = 1000


LEDGER_FEN = 10**15
"""No ledger of one enterprise adds up to more than 10 trillion yuan."""


KINDS = {  # kind: unit, denominator of the number in a tape, lowest, highest, unit in words
    "yuan": (units.YUAN, 100, 0, MOST_YUAN, Say("元", "yuan")),
    "area": (units.AREA, 100, 0, 10_000_000, Say("平方米", "m²")),
    "months": (units.MONTH, 1, 1, 1200, Say("个月", "months")),
    "month": (units.NONE, 1, 0, 0, NOTHING),
    "yes": (units.YES, 1, 0, 1, NOTHING),
    "int": (units.NONE, 1, FIRST_YEAR, LAST_YEAR, Say("年", "")),
    "text": (units.NONE, 1, 1, 100, NOTHING),
    "date": (units.NONE, 1, 0, 0, NOTHING),
    "month_list": (units.NONE, 1, 0, 1200, NOTHING),
}


class Asked:
    """A fact that the form asks for; inside `award` it is a quantity."""

    def __init__(
        self, kind: str, zh: str, en: str, *, hint: tuple[str, str] = ("", ""), name: str = "", **more: Any
    ) -> None:
        self.kind, self.words, self.hint, self.name = kind, Say(zh, en), Say(*hint), name
        self.unit: str = more.pop("unit", "")
        self.more = more

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name

    @overload
    def __get__(self, article: None, owner: type) -> Self: ...
    @overload
    def __get__(self, article: "Article", owner: type) -> Step: ...
    def __get__(self, article: "Article | None", owner: type) -> "Self | Step":
        if article is None:
            return self
        return article.input(self.name, self.kind, self.words, {"from": "fact"}, unit=self.unit)

    def fact(self) -> Fact:
        """The fact as data for forms and receipts."""
        _, _, low, high, unit = KINDS[self.kind]
        words = {"label": self.words, "hint": self.hint, "unit": unit}
        return Fact(name=self.name, kind=self.kind, low=low, high=high, **(words | self.more))


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
    def __get__(self, article: "Article", owner: type) -> "RowSums": ...
    def __get__(self, article: "Article | None", owner: type) -> "Self | RowSums":
        return self if article is None else RowSums(article, self)

    def fact(self) -> Fact:
        """The fact as data for forms and receipts."""
        columns = tuple(column.fact() for column in self.columns.values())
        words = {"label": self.words, "hint": self.hint}
        return Fact(name=self.name, kind="rows", low=1, high=MOST_ROWS, rows=columns, **(words | self.more))


class RowSums:
    """The columns of a `Rows` fact as quantities."""

    def __init__(self, article: "Article", rows: Rows) -> None:
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


class Held:
    """What the ledger already holds for the enterprise under this item."""

    def __init__(self, what: str, scope: str, zh: str, en: str) -> None:
        self.what, self.scope, self.words, self.name = what, scope, Say(zh, en), ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, article: None, owner: type) -> Self: ...
    @overload
    def __get__(self, article: "Article", owner: type) -> Step: ...
    def __get__(self, article: "Article | None", owner: type) -> "Self | Step":
        if article is None:
            return self
        kind = {"sum": "yuan", "any": "yes", "months": "months"}[self.what]
        source = {"from": "ledger", "what": self.what, "scope": self.scope}
        return article.input(self.name, kind, self.words, source)
