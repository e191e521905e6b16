"""A rule as it is kept with a policy version: facts, tapes, readings. It needs no article file any more."""

from dataclasses import dataclass, field
from typing import Any

from rules import facts, tape
from rules.facts import Fact
from rules.say import Say, say
from rules.tape import Tape
from rules.words import Teller


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A computing item in one policy version. `walk` holds the limits of a rule that runs over months, else nothing."""

    code: str
    clause: Say
    facts: tuple[Fact, ...]
    tapes: dict[str, Tape]
    required: tuple[str, ...]
    summed_by: tuple[str, ...]
    readings: tuple[dict[str, Any], ...]
    walk: dict[str, Any]
    tellers: dict[str, Teller] = field(default_factory=dict, compare=False, repr=False)

    def teller(self, name: str = "award") -> Teller:
        """The words of a tape, made when first asked for."""
        if name not in self.tellers:
            self.tellers[name] = Teller(self.tapes[name], self.clause, self.readings)
        return self.tellers[name]

    def as_json(self) -> dict[str, Any]:
        """The rule as plain data: what a published policy version freezes."""
        return {
            "code": self.code,
            "clause": self.clause.as_json(),
            "facts": [fact.as_json() for fact in self.facts],
            "tapes": {name: one.as_json() for name, one in self.tapes.items()},
            "required": list(self.required),
            "summed_by": list(self.summed_by),
            "readings": list(self.readings),
            "walk": self.walk,
        }


def from_json(stored: dict[str, Any]) -> Rule:
    """The rule that `Rule.as_json` wrote."""
    return Rule(
        code=stored["code"],
        clause=say(stored["clause"]),
        facts=tuple(facts.from_json(fact) for fact in stored["facts"]),
        tapes={name: tape.from_json(one) for name, one in stored["tapes"].items()},
        required=tuple(stored["required"]),
        summed_by=tuple(stored["summed_by"]),
        readings=tuple(stored["readings"]),
        walk=stored["walk"],
    )
