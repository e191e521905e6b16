"""A fact that an article asks for."""

from typing import Any, Self, overload

from rules.facts import Fact
from rules.inputs import KINDS, Inputs
from rules.quantity import Step
from rules.say import Say


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
    def __get__(self, article: Inputs, owner: type) -> Step: ...
    def __get__(self, article: Inputs | None, owner: type) -> "Self | Step":
        if article is None:
            return self
        return article.input(self.name, self.kind, self.words, {"from": "fact"}, unit=self.unit)

    def fact(self) -> Fact:
        """The fact as data for forms and receipts."""
        _, _, low, high, unit = KINDS[self.kind]
        words = {"label": self.words, "hint": self.hint, "unit": unit}
        return Fact(name=self.name, kind=self.kind, low=low, high=high, **(words | self.more))
