"""The quantities that a rule is written over: each stands for a fact or a ledger sum of a case."""

from typing import Any

from rules import units
from rules.facts import NOTHING
from rules.money import MOST_YUAN
from rules.months import FIRST_YEAR, LAST_YEAR
from rules.quantity import Step
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


class Inputs:
    """The quantities named so far, by name; the same one each time it is named."""

    def __init__(self) -> None:
        self.inputs: dict[str, Step] = {}

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
