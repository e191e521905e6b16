"""What an author of an article writes with: facts, ledger sums, figures of the policy, conditions and an award.

The award is written once over named quantities. It is read when the policy is loaded, never run on a case.
"""

from typing import Any, ClassVar

from rules import units
from rules.asked import Asked
from rules.comparing import least, left, no, positive, reached
from rules.facts import Fact
from rules.inputs import Inputs
from rules.law import Law
from rules.quantity import Step
from rules.rows import Rows
from rules.say import Say


class Article(Inputs):
    """One computing item. A subclass declares its facts and ledger sums and writes `award` over them."""

    code: ClassVar[str]
    rounds: ClassVar[frozenset[str]] = frozenset({"award"})
    order: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.conditions: list[tuple[Step, str, Say]] = []
        self.shown: list[Step] = []  # steps that the explanation shows although the amount does not rest on them

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
