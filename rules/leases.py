"""Which months a set of leases covers, and with what area. A unit is never counted twice."""

import calendar
import datetime as dt
from typing import NamedTuple

from rules.days import DAYS


class Lease(NamedTuple):
    """A lease of one unit: area in hundredths of m², first and last day, months free of rent, rent in fen a month."""

    unit: str
    area: int
    first: dt.date
    last: dt.date
    rent_free: frozenset[int]
    rent: int


class MonthArea(NamedTuple):
    """A month's area in hundredths of m² (finer when counted by days) and its rent in fen."""

    area: int
    rent: int


def area_of(leases: list[Lease], month: int, partial: str) -> MonthArea:
    """What the leases give in a month, unit by unit.

    `partial`: `exclude` counts a unit only when leases cover it the whole month, `include` with any day of it, `by_days`
    in parts of a month (areas then come in 1/DAYS of a hundredth m²).
    """
    units = sorted({lease.unit for lease in leases})
    found = [_unit([lease for lease in leases if lease.unit == unit], month, partial) for unit in units]
    return MonthArea(sum(one.area for one in found), sum(one.rent for one in found))


def _unit(leases: list[Lease], month: int, partial: str) -> MonthArea:
    """One unit: when its lease or area changes inside the month, the smaller area counts."""
    year, of = divmod(month, 12)
    length = calendar.monthrange(year, of + 1)[1]
    first, last = dt.date(year, of + 1, 1), dt.date(year, of + 1, length)
    here = [lease for lease in leases if lease.first <= last and lease.last >= first and month not in lease.rent_free]
    days = {day for lease in here for day in range(max(lease.first, first).day, min(lease.last, last).day + 1)}
    if not days or (partial == "exclude" and len(days) < length):
        return MonthArea(0, 0)
    area, rent = min(lease.area for lease in here), min(lease.rent for lease in here)
    if partial == "by_days":
        return MonthArea(area * len(days) * (DAYS // length), rent)
    return MonthArea(area, rent)
