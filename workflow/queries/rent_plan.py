"""From leases to months: which months an enterprise can claim, why not the others, and what each one pays.

Every number comes from the rules: the shell only says which months of which leases they are asked about.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from rules import catalogue, money, months
from rules.leases import area_of
from rules.policy import Policy
from workflow.queries.holdings import Holdings
from workflow.queries.leases import Term, days_of

#: States of a month under the rules that use one of the months.
COUNTED = frozenset({"granted", "clipped"})
Ledger = list[dict[str, Any]]


class PlanMonth(NamedTuple):
    """One month: `why` it cannot be had (a key of rent_words.WHY), else empty. Area in hundredths of m², money in fen."""

    month: int
    why: str
    area: int = 0
    computed_fen: int = 0
    granted_fen: int = 0

    @property
    def clipped_fen(self) -> int:
        """What the year's limit takes away."""
        return 0 if self.why else self.computed_fen - self.granted_fen


class Claimed(NamedTuple):
    """A month that an open claim holds softly, with what it would bring."""

    month: int
    number: str
    area: int
    computed_fen: int
    granted_fen: int


def obstacle(held: Holdings, month: int, policy: Policy, *, year: int | None = None) -> str:
    """Why no lease gives the enterprise this month (a key of rent_words.WHY); empty when one does.

    `year` is the year whose above-scale list is asked, when it is not the month's own.
    """
    partial = policy.rules["14"].walk["partial_month"]
    first, last = days_of(month)
    here = [term for term in held.terms if term.counts and term.first <= last and term.last >= first]
    listed = (year or months.year_of(month)) in held.above_scale

    def area(terms: Iterable[Term], *, rent_free: bool = True) -> int:
        return area_of([term.rule_lease(rent_free=rent_free) for term in terms], month, partial).area

    inside = [term for term in here if term.in_zone(month)]
    if listed and area(term for term in inside if (term.unit, month) not in held.taken):
        return ""
    if not area(here, rent_free=False):
        return "no_lease"
    if not area(here):
        return "rent_free"
    if not area(inside):
        return "not_in_zone"
    return "unit_taken" if listed else "not_above_scale"


def facts_for(held: Holdings, wanted: Collection[int]) -> dict[str, Any]:
    """The facts of a claim for the wanted months (at least one), from the leases that give them; others stay uncovered."""
    first, last = min(wanted), max(wanted)
    return {
        "in_zone": True,
        "above_scale": True,
        "leases": lease_rows(held, wanted),
        "from": months.month_text(first),
        "months": last - first + 1,
    }


def lease_rows(held: Holdings, wanted: Collection[int]) -> list[dict[str, Any]]:
    """The leases as rule facts, each cut to the wanted months in which its unit may count."""
    return [
        row
        for term in held.terms
        if term.counts
        for row in _rows(term, lambda month, term=term: _gives(held, term, month), wanted)  # type: ignore[misc]
    ]


def _gives(held: Holdings, term: Term, month: int) -> bool:
    return term.in_zone(month) and (term.unit, month) not in held.taken


def _rows(term: Term, gives: Callable[[int], bool], wanted: Collection[int]) -> Iterator[dict[str, Any]]:
    for run in _runs(month for month in sorted(wanted) if gives(month)):
        first, last = max(term.first, days_of(run[0])[0]), min(term.last, days_of(run[-1])[1])
        if first > last:
            continue
        row = {"unit": term.unit, "area": money.plain(term.own_area), "from": first.isoformat(), "to": last.isoformat()}
        free = [months.month_text(month) for month in sorted(term.rent_free) if run[0] <= month <= run[-1]]
        yield row | ({"rent_free": free} if free else {})


def _runs(ascending: Iterable[int]) -> Iterator[list[int]]:
    """Split ascending months where one is missing."""
    for _, run in groupby(enumerate(ascending), key=lambda pair: pair[1] - pair[0]):
        yield [month for _, month in run]


def ledger(held: Holdings) -> Ledger:
    """The granted months as the rules' context, one entry for each calendar year."""
    years = groupby(sorted(held.granted), key=lambda row: months.year_of(row.month))
    return [_entry(year, [row.granted_fen for row in rows]) for year, rows in years]


def _entry(year: int, fens: Sequence[int]) -> dict[str, Any]:
    return {"article": "14", "year": year, "yuan": money.plain(sum(fens)), "months": len(fens)}


def claimed(held: Holdings, policies: Callable[[str], Policy]) -> tuple[list[Claimed], Ledger]:
    """The months of the open claims, each claim judged after the ones before it, and the ledger with all of them."""
    found: list[Claimed] = []
    context = ledger(held)
    for claim in held.claims:
        outcome = catalogue.evaluate("14", claim.facts, context, policies(claim.policy_version), explain=False)
        mine = [
            Claimed(months.parse_month(m.month), claim.number, _hundredths(m.area), m.computed_fen, m.granted_fen)
            for m in outcome.months
            if m.state in COUNTED
        ]
        found += mine
        years = groupby(mine, key=lambda month: months.year_of(month.month))
        context = context + [_entry(year, [one.granted_fen for one in rows]) for year, rows in years]
    return found, context


def price(held: Holdings, wanted: Collection[int], context: Ledger, policy: Policy) -> list[PlanMonth]:
    """What the rules give for the wanted months after what the ledger holds, in order."""
    if not wanted:
        return []
    outcome = catalogue.evaluate("14", facts_for(held, wanted), context, policy, explain=False)
    return [
        PlanMonth(
            month=months.parse_month(m.month),
            why="" if m.state in COUNTED else m.state,
            area=_hundredths(m.area),
            computed_fen=m.computed_fen,
            granted_fen=m.granted_fen,
        )
        for m in outcome.months
        if m.state != "not_covered"
    ]


def _hundredths(area: str) -> int:
    return int(Decimal(area) * 100)


def plan(
    held: Holdings, first: int, last: int, policies: Callable[[str], Policy], version: str, until: int | None
) -> list[PlanMonth]:
    """Every month from `first` to `last`: can it be had, why not, and what it pays after everything open and granted."""
    policy = policies(version)
    asked, context = claimed(held, policies)
    in_claims = {month.month for month in asked}
    why = {month: _why(held, month, in_claims, policy, until) for month in range(first, last + 1)}
    priced = {one.month: one for one in price(held, [m for m, no in why.items() if not no], context, policy)}
    return [priced.get(month, PlanMonth(month, no)) for month, no in why.items()]


def _why(held: Holdings, month: int, in_claims: Collection[int], policy: Policy, until: int | None) -> str:
    if month in held.granted_months:
        return "granted"
    if month in in_claims:
        return "claimed"
    if until is not None and month > until:
        return "expired"
    return obstacle(held, month, policy)
