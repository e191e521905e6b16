"""A million cases as columns pay what one case at a time pays, on every tape and every reading of rounding."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import policy
from rules.columns import SLICE, many
from rules.tape import Tape
from rules.verdict import decide
from tests.rules import chance

VERSIONS = {
    "draft": {},
    "yuan": {"rounding.unit": "1 yuan"},
    "down": {"rounding.unit": "10000 yuan", "rounding.mode": "down"},
    "hundred": {"rounding.unit": "100 yuan"},
    "strict": {"10.reach": "exceed", "11.over": "reach", "14.formula": "C"},
}
TAPES = [
    pytest.param(policy.load(changes=changes).rules[item].tapes["award"], id=f"{name}-{item}")
    for name, changes in VERSIONS.items()
    for item in chance.ITEMS
]


def value(dice: random.Random, tape: Tape, place: int) -> int:
    """A value of an input within its bounds, often on an edge."""
    record = tape.records[place]
    if record.unit == (("yes", 1),):
        return int(dice.random() < 0.8)
    if record.unit == (("month", 1),):
        return dice.choice([1, 2, 3, 12, 35, 36, 37, 1200])
    if record.unit == (("m2", 1),):
        return dice.choice([1, 6667, 555_555, 555_556, 10**9, dice.randrange(1, 10**9)])
    return dice.choice(chance.EDGES) if dice.random() < 0.5 else dice.randrange(10 ** dice.randint(1, 13))


@pytest.mark.parametrize("tape", TAPES)
def test_one_is_many(tape: Tape) -> None:
    dice = random.Random(5)
    cases = [{name: value(dice, tape, at) for at, name in enumerate(tape.inputs)} for _ in range(500)]
    columns = {name: np.array([case[name] for case in cases], dtype=np.int64) for name in tape.inputs}
    assert many(tape, columns).tolist() == [decide(tape, tape.one(case))[1] for case in cases]


def test_slices_join_without_a_seam() -> None:
    tape = policy.draft().rules["10"].tapes["award"]
    revenue = np.arange(SLICE * 2 + 7, dtype=np.int64) * 1_000_000
    columns = {"revenue": revenue, "peak": np.zeros_like(revenue), "rewarded": np.zeros_like(revenue)}
    awards = many(tape, columns)
    assert len(awards) == SLICE * 2 + 7
    assert (np.diff(awards) >= 0).all()
    assert awards[-1] == 100_000_000


def test_no_case_is_no_award() -> None:
    tape = policy.draft().rules["7b"].tapes["award"]
    assert many(tape, {name: np.array([], dtype=np.int64) for name in tape.inputs}).tolist() == []


@pytest.mark.parametrize("tape", [policy.draft().rules[item].tapes["award"] for item in chance.ITEMS], ids=chance.ITEMS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_award_keeps_within_its_room_and_falls_in_what_was_granted(tape: Tape, data: st.DataObject) -> None:
    case = {
        record.data["name"]: data.draw(
            st.integers(0, 1 if record.unit == (("yes", 1),) else 1200 if record.unit == (("month", 1),) else 10**9)
        )
        for record in tape.records[: len(tape.inputs)]
    }
    amount = decide(tape, tape.one(case))[1]
    assert amount >= 0
    if tape.cap:
        v = tape.one(case)
        assert amount * tape.cap.den <= v[tape.cap.args[1]] * 100
    for record in tape.records[: len(tape.inputs)]:
        if record.data["from"] == "ledger":
            name = record.data["name"]
            more = case | {name: case[name] + data.draw(st.integers(0, 10**8)) if record.unit != (("yes", 1),) else 1}
            assert decide(tape, tape.one(more))[1] <= amount
