"""Every broken twin of every tape is caught by the worked cases, the leases or the random cases, or pays the same."""

import random
from dataclasses import replace
from typing import Any

import pytest

from rules import policy, tape
from rules.judge import judge
from rules.rule import Rule
from tests.rules import chance
from tests.rules.mutants import mutants
from tests.rules.test_rent import CLAIM, LEASES, lease
from tests.rules.worked import WORKED

DRAFT = policy.draft()
TAPES = [(item, name) for item, rule in DRAFT.rules.items() for name in rule.tapes]

NO_TIE = "fifths of a fen are never half a fen"
NEVER_PAID = "the earlier step is only compared, and steps lie far more than a fen apart"
SAME = {  # these pay the same in every case, and why
    "4 award: 10 fen up": "half of whole fen leaves half a fen or nothing, and both round half up",
    "7a award: 10 fen half down": NO_TIE,
    "11 award: 14 fen half down": NO_TIE,
    **{f"10 award: 5 tier reward of the step reached before rewards[{at}] +1": NEVER_PAID for at in range(5)},
}


def cases(item: str, name: str) -> list[tuple[Any, Any]]:
    """What the twins of a tape are tried on: its worked cases first, then random ones."""
    dice = random.Random(f"{item} {name}")
    worked = [(case.inputs, case.context) for case in WORKED if case.item == item]
    if name == "award":
        return worked + [
            (chance.facts(dice, item), chance.held(dice, item)) for _ in range(60 if DRAFT.rules[item].walk else 300)
        ]
    leases: list[tuple[Any, Any]] = [(CLAIM | {"leases": one[1]}, []) for one in LEASES]
    return leases + [
        (
            {**chance.rent(dice), "leases": [lease("A", f"{dice.randrange(1, 10**6)}.5", "2020-01", "2150-12")]},
            chance.held(dice, item),
        )
        for _ in range(40)
    ]


def answer(rule: Rule, inputs: Any, context: Any) -> Any:
    told = bool(rule.walk)  # the months that a claim over leases is granted are only shown by its year tape
    outcome = judge(rule, inputs, context, policy="", digest="", explain=told)
    return outcome.amount_fen, outcome.reason, outcome.failures, outcome.months, outcome.lines


def caught(twin: Rule, right: list[tuple[Any, Any, Any]]) -> bool:
    """Whether some case tells the twin from the rule; a twin that is refused when it is read is caught as well."""
    try:
        return any(answer(twin, inputs, context) != expected for inputs, context, expected in right)
    except TypeError:
        return True


@pytest.mark.parametrize(("item", "name"), TAPES)
def test_every_mutant_is_caught_or_pays_the_same(item: str, name: str) -> None:
    rule = DRAFT.rules[item]
    right = [(inputs, context, answer(rule, inputs, context)) for inputs, context in cases(item, name)]
    survivors, total = set(), 0
    for what, stored in mutants(rule.tapes[name].as_json()):
        twin = replace(rule, tapes={**rule.tapes, name: tape.from_json(stored)}, tellers={})
        total += 1
        if not caught(twin, right):
            survivors.add(f"{item} {name}: {what}")
    assert total >= 2
    assert survivors == {one for one in SAME if one.startswith(f"{item} {name}:")}
