"""The 36 months of one enterprise in their order: granted, claimed, still to be had, and out of reach."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules import months
from rules.policy import Policy
from workflow.queries.holdings import Holdings
from workflow.queries.leases import days_of
from workflow.queries.rent_plan import PlanMonth, claimed, obstacle, price

#: How far ahead is looked when neither a lease nor the policy names an end.
HORIZON = 120


class Cell(NamedTuple):
    """One of the months of the entitlement. Area in 0.01 m², money in fen.

    `state`: paid, approved, claimed, open (can be had), dead (no month is left for it), free (not used; without a
    registered lease nobody knows). `month` is a month number or None, `number` names the case that holds it.
    """

    no: int
    month: int | None
    state: str
    area: int = 0
    computed_fen: int = 0
    fen: int = 0
    recovered_fen: int = 0
    number: str = ""

    @property
    def lost_fen(self) -> int:
        """What the year's limit takes away."""
        return self.computed_fen - self.fen


@dataclass(frozen=True)
class Measure:
    """What a tracker is measured against: the newest rules, the last month of support, today, months and money at most."""

    version: str
    policies: Callable[[str], Policy]
    until: int | None
    today: date
    most: int
    year_fen: int

    @property
    def present(self) -> int:
        """The month of today."""
        return months.parse_month(f"{self.today:%Y-%m}")

    @property
    def earliest(self) -> int:
        """The first month that a call of this year still takes: January of the year before."""
        return (self.today.year - 1) * 12


@dataclass(frozen=True)
class Track:
    """The months of one enterprise. `skipped` would pay nothing and use none: their year's limit is used up.

    `now` says why this month cannot be had (a key of rent_words.WHY), empty when it can.
    """

    held: Holdings
    measure: Measure
    cells: tuple[Cell, ...]
    skipped: tuple[PlanMonth, ...]
    last_leased: int | None
    now: str

    def of(self, *states: str) -> list[Cell]:
        """The cells in one of the states, in order of their number."""
        return [cell for cell in self.cells if cell.state in states]

    @property
    def used(self) -> int:
        """Months granted or claimed."""
        return len(self.of("paid", "approved", "claimed"))


def track(held: Holdings, by: Measure) -> Track:
    """Lay out the months: granted ones on their own numbers, the others on the free numbers in order of the calendar."""
    asked, context = claimed(held, by.policies)
    busy = held.granted_months | {one.month for one in asked}
    last_leased = _last_leased(held)
    horizon = min(by.present + HORIZON, last_leased if last_leased is not None else -1)
    reach = horizon if by.until is None else min(by.until, horizon)
    wanted = [month for month in _within(by.earliest, reach, busy) if not _hindered(held, month, by)]
    priced = price(held, wanted, context, by.policies(by.version))
    late = [month for month in _within(reach + 1, horizon, busy) if not _hindered(held, month, by)]
    rest: list[Cell] = [Cell(0, one.month, "claimed", *one[2:5], 0, one.number) for one in asked]
    rest += [Cell(0, one.month, "open", one.area, one.computed_fen, one.granted_fen) for one in priced if not one.why]
    rest += [Cell(0, month, "dead") for month in late]
    return Track(
        held=held,
        measure=by,
        cells=tuple(_numbered(held, rest, by.most)),
        skipped=tuple(one for one in priced if one.why == "year_used_up"),
        last_leased=last_leased,
        now=_hindered(held, by.present, by),
    )


def _within(first: int, last: int, busy: Iterable[int]) -> list[int]:
    taken = set(busy)
    return [month for month in range(first, last + 1) if month not in taken]


def _hindered(held: Holdings, month: int, by: Measure) -> str:
    """Why the month cannot be had; years to come are judged by this year's above-scale list."""
    year = min(months.year_of(month), by.today.year)
    return obstacle(held, month, by.policies(by.version), year=year)


def _last_leased(held: Holdings) -> int | None:
    """The last month that a lease covers to its end."""
    ends = [term.last for term in held.terms if term.counts]
    if not ends:
        return None
    month = months.parse_month(f"{max(ends):%Y-%m}")
    return month if days_of(month)[1] == max(ends) else month - 1


def _numbered(held: Holdings, rest: list[Cell], most: int) -> Iterator[Cell]:
    """Every number from 1 on; those that nothing is left for are out of reach, or free while no lease is known."""
    left = Cell(0, None, "dead" if held.terms else "free")
    own = {row.seq: row for row in held.granted}
    waiting = iter(rest)
    for no in range(1, most + 1):
        if no in own:
            row = own[no]
            state = "paid" if row.state == "paid" else "approved"
            yield Cell(no, row.month, state, row.area, row.computed_fen, row.granted_fen, row.recovered_fen, row.number)
        else:
            yield next(waiting, left)._replace(no=no)
