"""What decides an amount and what would change it: found by judging the case again with one answer changed."""

from collections.abc import Callable, Iterator
from typing import Any

from rules import money, unit_words, units
from rules.facts import Fact
from rules.outcome import Outcome
from rules.rule import Rule
from rules.say import Say

Judge = Callable[[dict[str, Any]], Outcome]
MORE = {"yuan": (1_000_000, Say("10,000元", "10,000 yuan")), "area": (10_000, Say("100平方米", "100 m²"))}


def hints(rule: Rule, outcome: Outcome, again: Judge) -> tuple[Say, ...]:
    """Sentences on what decides the amount, and on what another answer would give. `again` judges changed facts."""
    if not isinstance(outcome.inputs, dict) or outcome.reason.startswith(("missing:", "invalid:")):
        return ()
    found = [*_limits(outcome)]
    if outcome.failures:
        found += _flips(rule, outcome, again)
    found += _edges(rule, outcome, again)
    if outcome.eligible:
        found += _slopes(rule, outcome, again)
    return tuple(found)


def _limits(outcome: Outcome) -> Iterator[Say]:
    """The caps and totals that decided, by the flags of the lines."""
    seen = set()
    for line in outcome.lines:
        if line.flag in ("capped", "used_up", "limited") and line.title not in seen:
            seen.add(line.title)
            yield Say(f"金额由“{line.title.zh}”决定。", f"“{line.title.en}” decides the amount.")


def _flips(rule: Rule, outcome: Outcome, again: Judge) -> Iterator[Say]:
    for fact in rule.facts:
        if fact.kind == "yes":
            other = not outcome.inputs[fact.name]
            yield from _better(outcome, again, fact, other, Say("是", "yes") if other else Say("否", "no"))


def _edges(rule: Rule, outcome: Outcome, again: Judge) -> Iterator[Say]:
    """The next edge of a table, or the threshold of a condition, that would pay more."""
    for fact in rule.facts:
        value = outcome.inputs.get(fact.name) if fact.kind == "yuan" else None
        if value is None:
            continue
        for edge in sorted(_marks(rule, fact.name)):
            if edge > money.hundredths(value):
                better = list(_better(outcome, again, fact, money.plain(edge), unit_words.show(edge, 100, units.YUAN)))
                if better:
                    yield better[0]
                    break


def _marks(rule: Rule, name: str) -> Iterator[int]:
    """The amounts in fen at which the rule changes its answer for a fact."""
    tape = rule.tapes["award"]
    for record in tape.records:
        first = tape.records[record.args[0]].data.get("name") if record.args else None
        if first == name and record.op == "tier":
            yield from (edge + record.data["strict"] for edge in record.data["edges"])
        if first == name and record.op in ("gt", "ge"):
            other = tape.records[record.args[1]]
            if other.op == "law":
                yield int(other.data["n"]) + (record.op == "gt")


def _slopes(rule: Rule, outcome: Outcome, again: Judge) -> Iterator[Say]:
    """What a little more of each quantity would give."""
    for fact in rule.facts:
        value = outcome.inputs.get(fact.name)
        if fact.kind in MORE and isinstance(value, str):
            step, words = MORE[fact.kind]
            text = money.plain(money.hundredths(value) + step)
            after = again({**outcome.inputs, fact.name: text})
            if after.amount_fen != outcome.amount_fen and not after.failures:
                shown = unit_words.show(after.amount_fen, 100, units.YUAN)
                yield Say(
                    f"“{fact.label.zh}”再多{words.zh}，金额为{shown.zh}。",
                    f"With {words.en} more of “{fact.label.en}” the amount is {shown.en}.",
                )


def _better(outcome: Outcome, again: Judge, fact: Fact, value: Any, words: Say) -> Iterator[Say]:
    after = again({**outcome.inputs, fact.name: value})
    if after.amount_fen > outcome.amount_fen:
        shown = unit_words.show(after.amount_fen, 100, units.YUAN)
        yield Say(
            f"如果“{fact.label.zh}”为{words.zh}，金额为{shown.zh}。",
            f"If “{fact.label.en}” were {words.en}, the amount would be {shown.en}.",
        )
