"""How fast the rules are, against the same items written by hand; `python benchmarks/rules.py [cases]`.

Ratios are of processor time in the same run, interleaved, median of the rounds: only they travel between machines.
OpenFisca and zen-engine join the table where they are installed (`pip install openfisca-core zen-engine`).
"""

import gc
import sys
import timeit
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import rules_by_hand, rules_engines
from rules import policy
from rules.columns import many
from rules.rule import Rule
from rules.tape import Tape

ROUNDS = 15
REACH = {"batch": 1.0, "one": 10.0, "told": 250.0}


def made_up(tape: Tape, cases: int, seed: int = 7) -> dict[str, Any]:
    """Columns for a tape: amounts over nine orders of magnitude, so that every branch of every item is met."""
    dice = np.random.default_rng(seed)
    columns = {}
    for record in tape.records[: len(tape.inputs)]:
        if record.unit == (("yes", 1),):
            column = (dice.random(cases) < (0.1 if record.data["name"] in ("transferred", "rewarded") else 0.9)).astype(
                np.int64
            )
        elif record.unit == (("month", 1),):
            column = dice.integers(1, 40, cases)
        else:
            column = (10 ** dice.uniform(2, 12 if record.unit == (("yuan", 1),) else 7, cases)).astype(np.int64)
        columns[record.data["name"]] = column
    return columns


def seconds(work: Any) -> float:
    """Processor time of one piece of work."""
    start = process_time()
    work()
    return process_time() - start


def batch(item: str, tape: Tape, cases: int) -> tuple[float, float]:
    """Milliseconds of the tape and of hand-written NumPy for all cases, after checking that both agree on each."""
    columns = made_up(tape, cases)
    if not np.array_equal(many(tape, columns), rules_by_hand.in_slices(item, columns)):
        raise SystemExit(f"item {item}: tape and hand-written columns disagree")
    ours, floor = [], []
    gc.disable()
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: many(tape, columns)))
        floor.append(seconds(lambda: rules_by_hand.in_slices(item, columns)))
    gc.enable()
    return median(ours) * 1e3, median(floor) * 1e3


def single(item: str, rule: Rule) -> tuple[float, float, float]:
    """Microseconds of one case: plain integers, the tape with every step value, the lines in both languages as JSON."""
    tape, teller, hand = rule.tapes["award"], rule.teller(), rules_by_hand.PLAIN[item]
    case = good_case(tape)
    values = tape.one(case)
    if values[-1] != hand(case):
        raise SystemExit(f"item {item}: tape and plain integers disagree")

    def told() -> list[dict[str, Any]]:
        v = tape.one(case)
        return [line.as_json() for line in (*teller.condition_lines(v), *teller.steps(v))]

    def best(work: Any, times: int) -> float:
        return min(timeit.repeat(work, number=times, repeat=7, timer=process_time)) / times * 1e6

    return best(lambda: hand(case), 100_000), best(lambda: tape.one(case), 20_000), best(told, 1_000)


def good_case(tape: Tape) -> dict[str, int]:
    """A case that pays, so that nothing is cut short."""
    usual = {
        "transferred": 0,
        "rewarded": 0,
        "peak": 6_000_000_000,
        "awarded": 100_000_00,
        "used": 3,
        "months": 12,
        "sales_last": 600_000_00,
    }
    case = {name: usual.get(name, 1) for name in tape.inputs}
    for record in tape.records[: len(tape.inputs)]:
        if record.data["name"] not in usual and record.unit in ((("yuan", 1),), (("m2", 1),)):
            case[record.data["name"]] = (
                0 if record.data["from"] == "ledger" else 12_345_678_91 if record.unit == (("yuan", 1),) else 123_456
            )
    return case | ({"revenue": 12_345_678_901_00} if "revenue" in case else {})


def _row(name: str, ours: float, floor: float, plain: float, one: float, told: float) -> str:
    batch_part = f"{ours:.1f} | {floor:.1f} | {ours / floor:.2f}"
    return f"| {name} | {batch_part} | {plain:.2f} | {one:.2f} | {one / plain:.1f} | {told:.0f} | {told / plain:.0f} |"


def main(cases: int) -> None:
    """Print both tables."""
    draft = policy.draft()
    print(f"{cases:,} cases a batch; ms for the batch, µs for one case\n")
    print("| item | batch: tape | by hand | ratio | one: plain | step values | ratio | both languages | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    total = np.zeros(5)
    for item, rule in draft.rules.items():
        ours, floor = batch(item, rule.tapes["award"], cases)
        plain, one, told = single(item, rule)
        total += [ours, floor, plain, one, told]
        print(_row(item, ours, floor, plain, one, told))
    print(_row("all", *total))
    print(
        f"\nto reach: batch ≤ {REACH['batch']}, step values ≤ {REACH['one']:.0f}, both languages ≤ {REACH['told']:.0f}\n"
    )
    rules_engines.table(made_up(draft.rules["10"].tapes["award"], min(cases, 200_000)), seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
