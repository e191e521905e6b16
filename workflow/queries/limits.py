"""Which limits of the policy an award of an item draws on. Read from the rules, never repeated here."""

from typing import NamedTuple

from rules import units
from rules.policy import Policy
from rules.tape import Tape
from workflow.queries.rulebook import policy

FEN = 100


class Limit(NamedTuple):
    """A cap of one item: `scope` is year, project or ever; `fen` is the most that may be awarded within it."""

    scope: str
    fen: int


def limit_of(item: str, version: str) -> Limit | None:
    """The cap on the sum of an enterprise's awards under the item; None when the article sets none (article 9)."""
    return limit_in(item, policy(version))


def limit_in(item: str, rules: Policy) -> Limit | None:
    """The same of rules that were read already."""
    rule = rules.rules[item]
    found = _of_tape(rule.tapes["award"])
    if found is not None:
        return found
    figure = rules.sections[item].get("life_cap")
    if figure is None:
        return None
    value, unit = units.quantity(figure["value"])
    assert unit == units.YUAN, f"the life cap of item {item} is money"
    return Limit("ever", int(value * FEN))


def most_months(item: str, version: str) -> int:
    """How many months an enterprise may be supported in all (article 14: 36). KeyError for items not paid by month."""
    return int(policy(version).rules[item].walk["max_months"])


def _of_tape(tape: Tape) -> Limit | None:
    """The limit behind the room of the tape's cap: `left(limit, awarded in the scope)`."""
    if tape.cap is None:
        return None
    left = _unscaled(tape, tape.cap.args[1])
    limit, used = (tape.records[_unscaled(tape, place)] for place in tape.records[left].args)
    return Limit(str(used.data["scope"]), int(limit.data["n"]) * FEN // limit.den)


def _unscaled(tape: Tape, place: int) -> int:
    while tape.records[place].op == "scale":
        place = tape.records[place].args[0]
    return place
