"""What an author names of the ledger: sums and counts that the enterprise already holds under the item."""

from typing import Self, overload

from rules.inputs import Inputs
from rules.quantity import Step
from rules.say import Say


class Held:
    """What the ledger already holds for the enterprise under this item."""

    def __init__(self, what: str, scope: str, zh: str, en: str) -> None:
        self.what, self.scope, self.words, self.name = what, scope, Say(zh, en), ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, article: None, owner: type) -> Self: ...
    @overload
    def __get__(self, article: Inputs, owner: type) -> Step: ...
    def __get__(self, article: Inputs | None, owner: type) -> "Self | Step":
        if article is None:
            return self
        kind = {"sum": "yuan", "any": "yes", "months": "months"}[self.what]
        source = {"from": "ledger", "what": self.what, "scope": self.scope}
        return article.input(self.name, kind, self.words, source)


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
