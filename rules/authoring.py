"""From what an author wrote to a rule: the article read once with the figures of a policy version."""

from dataclasses import replace
from typing import Any

from rules import laying
from rules.comparing import rounded
from rules.facts import Fact
from rules.law import Law
from rules.quantity import Step
from rules.readings import readings
from rules.rule import Rule
from rules.rulebook import Article
from rules.say import say
from rules.tape import Tape


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
    return laying.from_steps(result, rule.conditions, rule.shown)


def _required(sources: list[dict[str, Any]]) -> set[str]:
    """The facts that the tapes stand on; year and project only where a ledger sum is taken over them."""
    names = {s["name"] for s in sources if s["from"] == "fact"} | {s["rows"] for s in sources if s["from"] == "rows"}
    return names | {s["scope"] for s in sources if s["from"] == "ledger" and s["scope"] != "ever"}


def _summed_by(sources: list[dict[str, Any]]) -> set[str]:
    held = [s for s in sources if s["from"] == "ledger"]
    return {s["scope"] for s in held if s["scope"] != "ever"} | {"months" for s in held if s["what"] == "months"}
