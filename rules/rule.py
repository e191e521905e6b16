"""A rule as it is kept with a policy version: facts, tapes, readings. It needs no article file any more."""

from dataclasses import dataclass, field, replace
from typing import Any

from rules import facts, tape
from rules.facts import Fact
from rules.law import Law, readings
from rules.quantity import Step, rounded
from rules.rulebook import Article
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


def read(article: type[Article], section: dict[str, Any], rounding: tuple[int, bool]) -> Rule:
    """Read an article's rule once with the figures of a policy version. `rounding`: unit in fen, whether down."""
    law = Law(section, f"item {article.code}")
    tapes = {name: _tape(article, law, name, rounding) for name in article.tapes()}
    walk = article.limits(law)
    sources = [r.data for one in tapes.values() for r in one.records if r.op == "in"]
    needed = _required(sources) | set(article.always())
    return Rule(
        code=article.code,
        clause=say(section["clause"]),
        facts=tuple(_needed(fact, needed) for fact in article.facts()),
        tapes=tapes,
        required=tuple(fact.name for fact in article.facts() if fact.name in needed),
        summed_by=tuple(sorted(_summed_by(sources) | set(walk.get("summed_by", [])))),
        readings=tuple(readings(section, law.where)),
        walk=walk,
    )


def _needed(fact: Fact, needed: set[str]) -> Fact:
    """The fact as this version asks for it: optional unless the rule stands on it."""
    rows = tuple(replace(row, optional=row.optional and row.like not in needed) for row in fact.rows)
    return replace(fact, optional=fact.name not in needed, rows=rows)


def _tape(article: type[Article], law: Law, name: str, rounding: tuple[int, bool]) -> Tape:
    rule = article()
    result: Step = getattr(rule, name)(law)
    unit_fen, down = rounding
    if name in article.rounds:
        result = rounded(result, unit_fen, down=down)
    return tape.from_steps(result, rule.conditions, rule.shown)


def _required(sources: list[dict[str, Any]]) -> set[str]:
    """The facts that the tapes stand on; year and project only where a ledger sum is taken over them."""
    names = {s["name"] for s in sources if s["from"] == "fact"} | {s["rows"] for s in sources if s["from"] == "rows"}
    return names | {s["scope"] for s in sources if s["from"] == "ledger" and s["scope"] != "ever"}


def _summed_by(sources: list[dict[str, Any]]) -> set[str]:
    held = [s for s in sources if s["from"] == "ledger"]
    return {s["scope"] for s in held if s["scope"] != "ever"} | {"months" for s in held if s["what"] == "months"}
