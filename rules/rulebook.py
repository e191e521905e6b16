"""What an author of an article writes with: facts, ledger sums, figures of the policy, conditions and an award.

The award is written once over named quantities. It is read when the policy is loaded, never run on a case.
"""

from typing import Any, ClassVar

from rules import units
from rules.asked import KINDS, LEDGER_FEN, Asked, Rows
from rules.comparing import least, left, no, positive, reached
from rules.facts import Fact
from rules.law import Law
from rules.quantity import Step
from rules.say import Say


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


__all__ = ["Article", "Law", "Rows", "Step", "least", "left", "no", "positive", "reached"]
