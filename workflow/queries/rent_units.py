"""Which units a claim stands on, month by month, read from the lease rows that it was judged with."""

from collections.abc import Iterable, Mapping
from typing import Any

from rules import money
from rules.days import parse_day
from rules.leases import Lease, area_of
from rules.months import parse_month


def units_by_month(facts: Mapping[str, Any], months: Iterable[str], partial: str) -> dict[str, tuple[str, ...]]:
    """Month (`YYYY-MM`) → the units whose leases count in it, by the reading `partial`; none for a claim without leases."""
    leases = [_lease(row) for row in facts.get("leases") or ()]
    units = sorted({lease.unit for lease in leases})
    return {
        month: tuple(
            unit
            for unit in units
            if area_of([lease for lease in leases if lease.unit == unit], parse_month(month), partial).area
        )
        for month in months
    }


def _lease(row: Mapping[str, Any]) -> Lease:
    first, last = parse_day(row["from"], last=False), parse_day(row["to"], last=True)
    free = frozenset(parse_month(month) for month in row.get("rent_free") or ())
    return Lease(row["unit"], money.hundredths(row["area"]), first, last, free, 0)
