"""A claim for support by the month: which months count, what each is worth, and the year tape over runs of them."""

from dataclasses import dataclass
from typing import Any

from rules import months
from rules.days import DAYS, parse_day
from rules.facts import Refused
from rules.filling import fill
from rules.leases import Lease, MonthArea, area_of
from rules.ledger import Entry
from rules.operations import Values
from rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Month:
    """A claimed month that counts, with what it is worth: a number over the denominator of the month tape, in yuan."""

    at: int
    area: int
    worth: int


@dataclass(frozen=True, slots=True)
class Part:
    """The months of one year: how many lie within the total (`open`), how many are used of it, and what they pay.

    `state`: paid · cut (by the year's cap) · year_used_up (nothing left of the cap) · beyond (no month left).
    """

    months: list[Month]
    values: Values
    open: int
    used: int
    fen: int
    state: str


class Claim:
    """The months of one case: areas, what each is worth, and the year tape for any number of them."""

    def __init__(self, rule: Rule, given: dict[str, Any], entries: list[Entry]) -> None:
        self.rule, self.given, self.entries = rule, given, entries
        self.by_lease = "leases" in given
        self.tape_name = "lease_year" if self.by_lease else "award"
        self.tape = rule.tapes[self.tape_name]
        self.month_tape = rule.tapes["lease_month"]
        self.finer = DAYS if rule.walk["partial_month"] == "by_days" else 1
        claimed = range(given["from"], given["from"] + given["months"])
        leases = [_lease(row) for row in given.get("leases", [])]
        found = [(at, self._area(leases, at)) for at in claimed]
        self.months = [Month(at, area.area, self._worth(area)) for at, area in found if area.area]
        self.not_covered = [at for at, area in found if not area.area]
        starts = [e.start for e in entries if e.start is not None and e.months]
        self.anchor = min([*starts, given["from"]]) if rule.walk["support_year"] else 0
        self.filled = fill(self.tape, {**given, "year": 0}, entries)

    def _area(self, leases: list[Lease], at: int) -> MonthArea:
        if self.by_lease:
            return area_of(leases, at, self.rule.walk["partial_month"])
        return MonthArea(self.given["area"] * self.finer, self.given.get("monthly_rent", 0))

    def _worth(self, area: MonthArea) -> int:
        given = {"area": area.area, "monthly_rent": area.rent}
        return int(self.month_tape.one(given)[-1])

    def parts(self) -> list[list[Month]]:
        """The months that count, split by year."""
        by_number = {month.at: month for month in self.months}
        return [[by_number[at] for at in part] for part in months.by_period(list(by_number), self.anchor)]

    def awarded(self, at: int) -> int:
        """Fen already granted for the year that a month lies in."""
        if self.rule.walk["support_year"]:
            period = (at - self.anchor) // 12
            return sum(e.fen for e in self.entries if e.start is not None and (e.start - self.anchor) // 12 == period)
        return sum(e.fen for e in self.entries if e.year == months.year_of(at))

    def year(self, part: list[Month], used: int) -> Values:
        """The year tape for a run of months of one year, `used` months having been used before."""
        open_ = max(0, self.rule.walk["max_months"] - used)
        total = sum(month.worth for month in part[:open_])
        year = {"months": len(part), "used": used, "awarded": self.awarded(part[0].at), "total": total}
        return self.tape.one(self.filled | year)


def _lease(row: dict[str, Any]) -> Lease:
    first, last = parse_day(row["from"], last=False), parse_day(row["to"], last=True)
    if first > last:
        raise Refused("invalid", "to")
    return Lease(row["unit"], row["area"], first, last, frozenset(row.get("rent_free", ())), row.get("rent", 0))
