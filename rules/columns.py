"""The same tape over columns: awards of a million cases from whole-number arrays, exact like one case at a time."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rules.operations import ONE, Operation, Values
from rules.tape import Tape

Column = NDArray[np.int64]
SLICE = 65_536
"""Cases at a time: the columns of a slice stay in the processor's cache."""


def _tier(v: Values, a: int, _b: int, table: dict[str, Any]) -> Any:
    reward, before = np.zeros_like(v[a]), 0
    for edge, upto in zip(table["edges"], table["rewards"], strict=True):
        reward += (v[a] > edge if table["strict"] else v[a] >= edge) * np.int64(upto - before)
        before = upto
    return reward


def _fen(v: Values, a: int, b: int, how: dict[str, int]) -> Any:
    award = (v[a] * how["mul"] + how["add"]) // how["div"]
    if how["unit"] != 1:
        award = award * how["unit"]
    if "room" in how:
        lower = v[b] * how["up"] // how["room"] * how["unit"]
        award = np.where(award * how["room"] > v[b] * (how["up"] * how["unit"]), lower, award)
    return np.maximum(award, 0) if how["floor"] else award


MANY: dict[str, Operation] = ONE | {
    "least": lambda v, a, b, _: np.minimum(v[a], v[b]),
    "cap": lambda v, a, b, _: np.minimum(v[a], v[b]),
    "left": lambda v, a, b, _: np.maximum(v[a] - v[b], 0),
    "not": lambda v, a, _b, _d: v[a] == 0,
    "tier": _tier,
    "fen": _fen,
}


def many(tape: Tape, columns: Mapping[str, Column]) -> Column:
    """The award in fen of every case. Columns are named as the tape's inputs: fen, hundredths of m², months, 0 or 1.

    Values must lie within the bounds that the facts have; the tape was proven not to leave 64 bits for those.
    """
    run = tape.wired(MANY)
    given = [columns[name] for name in tape.inputs]
    awards = np.empty(len(given[0]), dtype=np.int64)
    for start in range(0, len(awards), SLICE):
        v: Values = [column[start : start + SLICE] for column in given]
        v += tape.figures
        for f, a, b, data in run:
            v.append(f(v, a, b, data))
        award = v[-1]
        for need in tape.needs:
            award = award * v[need.at]
        awards[start : start + SLICE] = award
    return awards
