"""What an author of an article writes with: facts, ledger sums, figures of the policy, conditions and an award.

The award is written once over named quantities. It is read when the policy is loaded, never run on a case.
"""

from typing import Any, ClassVar, Self, overload

from rules import units
from rules.facts import NOTHING, Fact
from rules.law import Law
from rules.money import MOST_YUAN
from rules.months import FIRST_YEAR, LAST_YEAR
from rules.quantity import Step, least, left, no, positive, reached
from rules.say import Say

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


def Yuan(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802  # capitalised: field names would shadow it
    """Money in yuan, stated as text with at most two decimals."""
    return Asked("yuan", zh, en, **more)


def Area(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """An area in m², above zero."""
    return Asked("area", zh, en, **more)


def Months(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """A count of calendar months, at least one."""
    return Asked("months", zh, en, **more)


def Month(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """A calendar month such as 2024-07."""
    return Asked("month", zh, en, **more)


def Yes(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """A question to be answered yes or no."""
    return Asked("yes", zh, en, **more)


def Year(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """The calendar year whose cap the award belongs to."""
    return Asked("int", zh, en, scope=True, **more)


def Project(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """The project whose cap the award belongs to."""
    return Asked("text", zh, en, scope=True, **more)


def AwardedThisYear(zh: str, en: str) -> Held:  # noqa: N802
    """Yuan granted to the enterprise under this item for the calendar year of the case."""
    return Held("sum", "year", zh, en)


def AwardedToProject(zh: str, en: str) -> Held:  # noqa: N802
    """Yuan granted to the project of the case under this item, in any year."""
    return Held("sum", "project", zh, en)


def AwardedEver(zh: str, en: str) -> Held:  # noqa: N802
    """Yuan granted to the enterprise under this item, in any year."""
    return Held("sum", "ever", zh, en)


def AwardedBefore(zh: str, en: str) -> Held:  # noqa: N802
    """Whether the enterprise was ever granted anything under this item."""
    return Held("any", "ever", zh, en)


def MonthsUsed(zh: str, en: str) -> Held:  # noqa: N802
    """Months of support granted to the enterprise under this item, in any year."""
    return Held("months", "ever", zh, en)


class Article:
    """One computing item. A subclass declares its facts and ledger sums and writes `award` over them."""

    code: ClassVar[str]
    rounds: ClassVar[frozenset[str]] = frozenset({"award"})
    order: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self.inputs: dict[str, Step] = {}
        self.conditions: list[tuple[Step, str, Say]] = []
        self.shown: list[Step] = []  # steps that the explanation shows although the amount does not rest on them

    def input(
        self, name: str, kind: str, words: Say, source: dict[str, Any], *, most: int = 1, finer: int = 1, unit: str = ""
    ) -> Step:
        """The quantity of a fact or ledger sum; the same one each time it is named.

        `most`: how many of them may be added up in it; `finer`: how much smaller its smallest part is than usual.
        """
        if name not in self.inputs:
            usual, den, _, high, _ = KINDS[kind]
            if source["from"] == "ledger" and kind == "yuan":
                high = LEDGER_FEN // den
            of = units.unit(unit) if unit else usual
            bounds = (0, high * den * most * finer)
            step = Step("in", den=den * finer, bounds=bounds, unit=of, data={"name": name} | source)
            step.name = words
            self.inputs[name] = step
        return self.inputs[name]

    def needs(self, test: Step, code: str, zh: str, en: str) -> None:
        """A condition: a yes or no, the reason word when it fails, and its sentence as it reads when it holds."""
        if test.unit != units.YES:
            raise TypeError(f"the condition {code} is not a yes or no")
        self.conditions.append((test, code, Say(zh, en)))

    def award(self, law: Law) -> Step:
        """The amount in yuan as the article gives it, before rounding."""
        raise NotImplementedError

    @classmethod
    def tapes(cls) -> tuple[str, ...]:
        """The methods that are read as tapes; those in `rounds` end in whole fen."""
        return ("award",)

    @classmethod
    def always(cls) -> tuple[str, ...]:
        """Facts that are asked for although no tape names them."""
        return ()

    @classmethod
    def limits(cls, _law: Law) -> dict[str, Any]:
        """What a rule that runs over months needs besides its tapes."""
        return {}

    @classmethod
    def facts(cls) -> tuple[Fact, ...]:
        """The facts in declared order."""
        found = [d.fact() for c in reversed(cls.__mro__) for d in vars(c).values() if isinstance(d, Asked | Rows)]
        return tuple(sorted(found, key=lambda fact: cls.order.index(fact.name) if cls.order else 0))


__all__ = [
    "Area", "Article", "AwardedBefore", "AwardedEver", "AwardedThisYear", "AwardedToProject", "Law", "Month", "Months",
    "MonthsUsed", "Project", "Rows", "Step", "Year", "Yes", "Yuan", "least", "left", "no", "positive", "reached",
]  # fmt: skip
