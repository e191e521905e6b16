"""Holdings written down by hand, for tests of plans and forecasts: no database is needed to count months."""

from datetime import date
from typing import Any

from rules.months import parse_month
from rules.policy import Policy, draft
from workflow.queries.holdings import Granted, Holdings, OpenClaim
from workflow.queries.leases import Term
from workflow.queries.rent_track import Measure

ZONE = date(2020, 1, 1)


def rules(_version: str) -> Policy:
    """The consultation draft, whatever version is asked for."""
    return draft()


def term(unit: str, area: int, first: str, last: str, **more: Any) -> Term:
    """A lease of a unit: area in m², days as text."""
    said: dict[str, Any] = {
        "lease_id": 1, "piece": 1, "number": f"R-{unit}", "address": unit, "sublet_area": 0, "use": "main",
        "rent_free": frozenset(), "zone_since": ZONE, "zone_until": None, "document": "", "note": "",
    }  # fmt: skip
    days = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
    return Term(unit=unit, **(said | {"contract_area": area * 100, "own_area": area * 100} | days | more))


def granted(
    first: str, fens: list[int], *, seq: int = 1, state: str = "paid", number: str = "2026-14-0001"
) -> list[Granted]:
    """Granted months from `first` on, each in yuan, numbered from `seq` on."""
    start = parse_month(first)
    return [
        Granted(start + place, seq + place, state, 0, yuan * 100, yuan * 100, 0, 1, number)
        for place, yuan in enumerate(fens)
    ]


def claim(first: str, months: int, *leases: tuple[str, int, str, str], number: str = "2026-14-0112") -> OpenClaim:
    """An open claim over months, with leases (unit, m², first day, last day)."""
    rows = [{"unit": unit, "area": f"{area}.00", "from": start, "to": end} for unit, area, start, end in leases]
    facts = {"in_zone": True, "above_scale": True, "leases": rows, "from": first, "months": months}
    return OpenClaim(9, number, "draft", facts)


def holding(*terms: Term, scale: range = range(2023, 2027), **more: Any) -> Holdings:
    """An enterprise with these leases."""
    return Holdings(1, terms=terms, above_scale=frozenset(scale), **more)


def measure(today: str, until: str | None = "2027-06") -> Measure:
    """What is measured against on a day."""
    last = None if until is None else parse_month(until)
    return Measure("draft", rules, last, date.fromisoformat(today), 36, 20_000_000)
