"""The arithmetic of a pro-rata cut (按比例核减): whole fen, and the sum is the budget exactly."""

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple


class CutRow(NamedTuple):
    """One case's amount before and after, in fen."""

    case_id: int
    before_fen: int
    after_fen: int


class Cut(NamedTuple):
    """A cut: the ratio as (numerator, denominator) in lowest terms, the rows as given, and the fen of the rounding rest."""

    ratio: tuple[int, int]
    rows: tuple[CutRow, ...]
    rest: int

    @property
    def total_fen(self) -> int:
        """What was asked together."""
        return sum(row.before_fen for row in self.rows)

    @property
    def sum_fen(self) -> int:
        """What is left together."""
        return sum(row.after_fen for row in self.rows)


def preview(rows: Sequence[tuple[int, int]], budget_fen: int) -> Cut:
    """Cut the amounts (case, fen; in the order of the cases' numbers) to a budget that is smaller than their sum.

    Each gets its exact share rounded down; the fen that are left over go one each to the largest remainders, of equal
    ones to the lower number. A budget that is enough leaves everything as it is. Raises ValueError below zero.
    """
    if budget_fen < 0 or any(fen < 0 for _case, fen in rows):
        raise ValueError("no amount is below zero")
    total = sum(fen for _case, fen in rows)
    if total <= budget_fen:
        return Cut((1, 1), tuple(CutRow(case, fen, fen) for case, fen in rows), 0)
    shares = [divmod(fen * budget_fen, total) for _case, fen in rows]
    rest = budget_fen - sum(floor for floor, _left in shares)
    first = sorted(range(len(rows)), key=lambda place: (-shares[place][1], place))[:rest]
    more = set(first)
    cut = tuple(CutRow(case, fen, shares[place][0] + (place in more)) for place, (case, fen) in enumerate(rows))
    common = gcd(budget_fen, total)
    return Cut((budget_fen // common, total // common), cut, rest)
