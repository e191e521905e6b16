"""The mark that the score sheets of experts come to. Marks are hundredths of a point, 0 to 10,000.

Two experts who agree give their mean. When their marks lie further apart than the spread allows, a third expert is
needed, and the mean of the two closest marks counts; when both are equally close to the one between them, that one does.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rules.proofs import Criterion

POINTS = 100
FULL = 100 * POINTS
PASS_MARK = 60 * POINTS
MOST_SPREAD = 15 * POINTS
MEAN, CLOSEST, MIDDLE = "mean", "closest", "middle"


class Mark(NamedTuple):
    """What the sheets come to. `value` is None while another expert is needed; `used` are the places of the marks counted."""

    value: int | None
    spread: int
    method: str = ""
    used: tuple[int, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the mark reaches the pass mark."""
        return self.value is not None and self.value >= PASS_MARK


def total(criteria: Sequence[Criterion], points: Mapping[str, int]) -> int:
    """A sheet's mark: points (0 to 100) by their weights. KeyError for a criterion without points."""
    return sum(criterion.weight * points[criterion.code] for criterion in criteria)


def mark(totals: Sequence[int]) -> Mark:
    """The mark of two or three sheets; fewer, or two too far apart, have none yet."""
    spread = max(totals) - min(totals) if totals else 0
    if len(totals) < 2 or (len(totals) == 2 and spread > MOST_SPREAD):
        return Mark(None, spread)
    if len(totals) == 2:
        return Mark(_mean(*totals), spread, MEAN, (0, 1))
    low, middle, high = sorted(range(3), key=lambda place: (totals[place], place))
    below, above = totals[middle] - totals[low], totals[high] - totals[middle]
    if below == above:
        return Mark(totals[middle], spread, MIDDLE, (middle,))
    pair = (low, middle) if below < above else (middle, high)
    return Mark(_mean(totals[pair[0]], totals[pair[1]]), spread, CLOSEST, tuple(sorted(pair)))


def _mean(one: int, other: int) -> int:
    """Half up to a hundredth of a point."""
    return (one + other + 1) // 2
