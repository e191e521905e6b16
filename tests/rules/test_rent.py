"""Article 14 month by month: leases with differing areas, the 36 months, the cap of each year, and every month's share."""

import datetime as dt
import random
from typing import Any

import pytest

from rules import catalogue, policy
from rules.leases import Lease, area_of
from rules.outcome import Outcome
from tests.rules import chance

CLAIM: dict[str, Any] = {"in_zone": True, "above_scale": True, "from": "2024-01", "months": 12}


def lease(unit: str, area: str, first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"unit": unit, "area": area, "from": first, "to": last} | more


def rent(leases: list[dict[str, Any]], changes: dict[str, str] | None = None, **claim: Any) -> Outcome:
    tried = policy.load(changes=changes) if changes else None
    start = {"from": claim.pop("start", "2024-01")}
    return catalogue.evaluate("14", CLAIM | claim | start | {"leases": leases}, [], tried)


YEAR = lease("A", "1000.00", "2024-01-01", "2024-12-31")

LEASES: list[tuple[str, list[dict[str, Any]], dict[str, str], str, str]] = [
    ("one lease is one area", [YEAR], {}, "36000.00", "ok"),
    ("months may be named instead of days", [lease("A", "1000.00", "2024-01", "2024-12")], {}, "36000.00", "ok"),
    ("two units add up", [YEAR, lease("B", "500.00", "2024-07-01", "2025-12-31")], {}, "45000.00", "ok"),
    ("a unit is never counted twice", [YEAR, YEAR], {}, "36000.00", "ok"),
    (
        "the smaller of two areas of a unit",
        [YEAR, lease("A", "400.00", "2024-01-01", "2024-06-30")],
        {},
        "25200.00",
        "ok",
    ),
    ("a month that begins late", [lease("A", "1000.00", "2024-01-02", "2024-12-31")], {}, "33000.00", "ok"),
    ("a month that ends early", [lease("A", "1000.00", "2024-01-01", "2024-12-30")], {}, "33000.00", "ok"),
    ("29 February is a whole month", [lease("A", "1000.00", "2024-02-01", "2024-02-29")], {}, "3000.00", "ok"),
    ("28 February 2024 is not", [lease("A", "1000.00", "2024-02-01", "2024-02-28")], {}, "0.00", "no_month_covered"),
    (
        "a renewal inside a month covers it",
        [lease("A", "1000.00", "2024-01-01", "2024-06-10"), lease("A", "800.00", "2024-06-11", "2024-12-31")],
        {},
        "31800.00",
        "ok",
    ),
    (
        "a gap of a day does not",
        [lease("A", "1000.00", "2024-01-01", "2024-06-09"), lease("A", "1000.00", "2024-06-11", "2024-12-31")],
        {},
        "33000.00",
        "ok",
    ),
    ("rent-free months", [YEAR | {"rent_free": ["2024-01", "2024-02"]}], {}, "30000.00", "ok"),
    ("nothing is covered", [lease("A", "1000.00", "2020-01-01", "2020-12-31")], {}, "0.00", "no_month_covered"),
    (
        "part months by days",
        [lease("A", "1000.00", "2024-01-17", "2024-01-31")],
        {"14.partial_month": "by_days"},
        "1451.61",
        "ok",
    ),
    (
        "part months as whole ones",
        [lease("A", "1000.00", "2024-01-17", "2024-01-31")],
        {"14.partial_month": "include"},
        "3000.00",
        "ok",
    ),
    (
        "the lower of rent and area, month by month",
        [YEAR | {"rent": "1000.00"}, lease("B", "1000.00", "2024-07", "2024-12", rent="90000.00")],
        {"14.formula": "B"},
        "121800.00",
        "ok",
    ),
    ("the rent must then be known", [YEAR], {"14.formula": "B"}, "0.00", "missing:rent"),
]


@pytest.mark.parametrize(("leases", "changes", "yuan", "reason"), [c[1:] for c in LEASES], ids=[c[0] for c in LEASES])
def test_leases(leases: list[dict[str, Any]], changes: dict[str, str], yuan: str, reason: str) -> None:
    outcome = rent(leases, changes)
    assert (str(outcome.amount), outcome.reason) == (yuan, reason)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ([], "missing:leases"),
        ("A", "invalid:leases"),
        ([1], "invalid:leases"),
        ([{}], "missing:unit"),
        ([YEAR | {"area": "0"}], "invalid:area"),
        ([YEAR | {"from": "2024-02-30"}], "invalid:from"),
        ([YEAR | {"to": "2023-12-31"}], "invalid:to"),
        ([YEAR | {"to": 5}], "invalid:to"),
        ([YEAR | {"from": "2024-W01-1"}], "invalid:from"),
        ([YEAR | {"rent_free": "2024-01"}], "invalid:rent_free"),
        ([YEAR | {"rent_free": ["x"]}], "invalid:rent_free"),
        ([YEAR | {"rent": "-1"}], "invalid:rent"),
        ([YEAR | {"unit": ""}], "invalid:unit"),
    ],
)
def test_odd_leases_are_refused_by_name(wrong: Any, reason: str) -> None:
    assert rent(wrong).reason == reason


def test_a_month_without_a_lease_uses_none_of_the_total() -> None:
    outcome = rent(
        [lease("A", "1000.00", "2024-01-01", "2024-03-31"), lease("A", "1000.00", "2024-10-01", "2027-12-31")],
        months=48,
    )
    states = [month.state for month in outcome.months]
    assert states.count("granted") == 36
    assert states[3:9] == ["not_covered"] * 6
    assert states[-6:] == ["beyond"] * 6
    assert outcome.reason == "months_limited"


@pytest.mark.parametrize("seed", range(3))
def test_leases_of_one_area_pay_as_one_area_does(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(100):
        facts = chance.rent(dice) | {"in_zone": True, "above_scale": True}
        held = chance.held(dice, "14")
        one = catalogue.evaluate("14", facts, held, explain=False)
        leases = [lease("A", facts["area"], "2020-01", "2150-12")]
        same = catalogue.evaluate("14", {**facts, "area": None, "leases": leases}, held, explain=False)
        assert (same.amount_fen, same.reason, same.months) == (one.amount_fen, one.reason, one.months)


@pytest.mark.parametrize("seed", range(3))
def test_the_months_add_up_to_the_amount_and_keep_within_every_limit(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(150):
        facts, held = chance.rent(dice), chance.held(dice, "14")
        outcome = catalogue.evaluate("14", facts, held, explain=False)
        if outcome.failures:
            continue
        assert sum(month.granted_fen for month in outcome.months) == outcome.amount_fen
        assert len(outcome.months) == facts["months"]
        mine = [entry for entry in held if entry["article"] == "14"]
        counted = [month for month in outcome.months if month.state in ("granted", "clipped")]
        assert len(counted) <= max(0, 36 - sum(entry["months"] for entry in mine))
        for month in outcome.months:
            assert 0 <= month.granted_fen <= month.computed_fen
            assert month.granted_fen == 0 or month.state in ("granted", "clipped")
            assert month.granted_fen == month.computed_fen or month.state != "granted"


def test_small_limits_find_what_large_ones_hide() -> None:
    """Three months in all and 100 yuan a year: every claim of up to five months, from every used count."""
    small = policy.load(changes={"14.max_months": "3 month", "14.year_cap": "100 yuan"})
    for used in range(5):
        for months in range(1, 6):
            held = [{"article": "14", "year": 2020, "yuan": "1.00", "months": used}]
            facts = CLAIM | {"from": "2024-11", "months": months, "area": "20.00"}
            outcome = catalogue.evaluate("14", facts, held, small)
            given = max(0, min(months, 3 - used))
            first, second = min(given, 2), max(0, given - 2)
            assert outcome.amount_fen == (min(100_00, first * 60_00) + min(100_00, second * 60_00)), (used, months)


def test_a_block_for_each_year_and_a_line_for_each_month_of_leases() -> None:
    outcome = rent([lease("A", "1000.00", "2024-07-01", "2025-06-30")], start="2024-07")
    blocks = [line.title for line in outcome.lines if line.kind == "block"]
    assert [block.zh[:5] for block in blocks] == ["2024年", "2025年"]
    assert [line.title.zh for line in outcome.lines if line.kind == "month"] == [m.month for m in outcome.months]


def _by_hand(leases: list[Lease], month: int) -> int:
    """The area of a month day by day: a unit counts when each day lies in some lease, with its smallest area."""
    first = dt.date(month // 12, month % 12 + 1, 1)
    days = [day for day in (first + dt.timedelta(at) for at in range(31)) if day.month == first.month]
    total = 0
    for unit in {lease.unit for lease in leases}:
        found = [[lease for lease in leases if lease.unit == unit and lease.first <= day <= lease.last] for day in days]
        if all(found):
            total += min(lease.area for of_day in found for lease in of_day)
    return total


@pytest.mark.parametrize("seed", range(3))
def test_the_area_of_a_month_day_by_day(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(150):
        leases = []
        for _ in range(dice.randint(1, 5)):
            first = dt.date(2023, 11, 1) + dt.timedelta(dice.choice([0, 30, 61, dice.randrange(200)]))
            last = first + dt.timedelta(dice.choice([27, 28, 29, 30, 59, dice.randrange(1, 200)]))
            leases.append(Lease(dice.choice("AB"), dice.randrange(1, 10**5), first, last, frozenset(), 0))
        for month in range(2023 * 12 + 9, 2024 * 12 + 9):
            assert area_of(leases, month, "exclude").area == _by_hand(leases, month), (leases, month)
