"""Why a month can be had or not, and that the facts of a claim give exactly what the plan promised."""

from datetime import date

import pytest

from rules import catalogue
from rules.months import month_text, parse_month
from tests.workflow.queries.rent_firm import claim, granted, holding, rules, term
from workflow.queries.holdings import Holdings
from workflow.queries.rent_plan import PlanMonth, facts_for, obstacle, plan
from workflow.queries.rent_units import units_by_month

M = parse_month
A = term("A", 1000, "2026-01-15", "2026-12-31")


def of(firm: Holdings, first: str, last: str, until: str | None = None) -> list[PlanMonth]:
    return plan(firm, M(first), M(last), rules, "draft", M(until) if until else None)


def picture(months: list[PlanMonth]) -> list[str]:
    return [f"{month_text(one.month)} {one.why or one.granted_fen // 100}" for one in months]


OBSTACLES = {
    "": holding(term("A", 1000, "2026-03-01", "2026-03-31")),
    "no_lease": holding(term("A", 1000, "2026-03-02", "2026-12-31")),
    "rent_free": holding(term("A", 1000, "2026-01-01", "2026-12-31", rent_free=frozenset({M("2026-03")}))),
    "not_in_zone": holding(term("A", 1000, "2026-01-01", "2026-12-31", zone_until=date(2026, 3, 30))),
    "not_above_scale": holding(term("A", 1000, "2026-01-01", "2026-12-31"), scale=range(2024, 2026)),
    "unit_taken": holding(term("A", 1000, "2026-01-01", "2026-12-31"), taken=frozenset({("A", M("2026-03"))})),
}


@pytest.mark.parametrize("why", OBSTACLES)
def test_each_obstacle_alone(why: str) -> None:
    assert obstacle(OBSTACLES[why], M("2026-03"), rules("")) == why


def test_ancillary_premises_and_areas_wholly_sublet_do_not_count() -> None:
    for more in ({"use": "ancillary"}, {"own_area": 0, "sublet_area": 100_000}):
        firm = holding(term("A", 1000, "2026-01-01", "2026-12-31", **more))
        assert obstacle(firm, M("2026-03"), rules("")) == "no_lease"


def test_the_reason_of_every_month_and_what_the_others_pay() -> None:
    firm = holding(
        A,
        granted=tuple(granted("2026-02", [3_000])),
        claims=(claim("2026-03", 2, ("A", 1000, "2026-03-01", "2026-04-30")),),
    )
    assert picture(of(firm, "2026-01", "2027-01", until="2026-11")) == [
        "2026-01 no_lease", "2026-02 granted", "2026-03 claimed", "2026-04 claimed", "2026-05 3000", "2026-06 3000",
        "2026-07 3000", "2026-08 3000", "2026-09 3000", "2026-10 3000", "2026-11 3000", "2026-12 expired",
        "2027-01 expired",
    ]  # fmt: skip


def test_the_years_limit_counts_what_is_granted_and_what_is_claimed() -> None:
    big = term("A", 8000, "2026-01-01", "2026-12-31")
    firm = holding(
        big,
        granted=tuple(granted("2026-01", [24_000] * 4)),
        claims=(claim("2026-05", 4, ("A", 8000, "2026-05", "2026-08")),),
    )
    months = of(firm, "2026-09", "2026-12")
    assert picture(months) == ["2026-09 8000", "2026-10 0", "2026-11 0", "2026-12 0"]
    assert [one.clipped_fen for one in months] == [1_600_000, 2_400_000, 2_400_000, 2_400_000]


def test_a_year_used_up_is_no_month_to_claim() -> None:
    firm = holding(
        term("A", 8000, "2026-01-01", "2026-12-31"), granted=tuple(granted("2026-01", [24_000] * 8 + [8_000]))
    )
    assert picture(of(firm, "2026-10", "2026-12")) == [
        "2026-10 year_used_up",
        "2026-11 year_used_up",
        "2026-12 year_used_up",
    ]


def test_only_the_36_months_that_are_left() -> None:
    firm = holding(term("A", 1000, "2023-01-01", "2026-12-31"), granted=tuple(granted("2023-01", [3_000] * 35)))
    assert picture(of(firm, "2025-12", "2026-02")) == ["2025-12 3000", "2026-01 beyond", "2026-02 beyond"]


def test_an_area_that_changed_inside_a_month_counts_with_the_smaller_one() -> None:
    firm = holding(term("A", 1000, "2026-01-01", "2026-03-14"), term("A", 600, "2026-03-15", "2026-12-31"))
    assert picture(of(firm, "2026-02", "2026-04")) == ["2026-02 3000", "2026-03 1800", "2026-04 1800"]


def test_the_facts_of_a_claim_give_what_the_plan_promised() -> None:
    """Two units, one of them another's in May, a month free of rent, a change inside a month, a month without lease."""
    firm = holding(
        term("A", 1000, "2026-01-01", "2026-06-30", rent_free=frozenset({M("2026-02")})),
        term("B", 500, "2026-03-10", "2026-09-30"),
        term("A", 700, "2026-08-01", "2026-12-31"),
        taken=frozenset({("B", M("2026-05"))}),
    )
    months = of(firm, "2026-01", "2026-12")
    wanted = [one.month for one in months if not one.why]
    facts = facts_for(firm, wanted)
    outcome = catalogue.evaluate("14", facts, [], rules(""))
    assert [(M(m.month), m.granted_fen) for m in outcome.months if m.state == "granted"] == [
        (one.month, one.granted_fen) for one in months if not one.why
    ]
    assert [one.granted_fen // 100 for one in months if not one.why] == [
        3000,
        3000,
        4500,
        3000,
        4500,
        1500,
        3600,
        3600,
        2100,
        2100,
        2100,
    ]
    assert {(row["unit"], row["from"], row["to"]) for row in facts["leases"]} == {
        ("A", "2026-01-01", "2026-01-31"), ("A", "2026-03-01", "2026-06-30"), ("A", "2026-08-01", "2026-12-31"),
        ("B", "2026-03-10", "2026-04-30"), ("B", "2026-06-01", "2026-09-30"),
    }  # fmt: skip


def test_the_units_of_a_claim_by_month() -> None:
    firm = holding(term("A", 1000, "2026-01-01", "2026-03-31"), term("B", 500, "2026-02-10", "2026-12-31"))
    months = [M("2026-01"), M("2026-02"), M("2026-03"), M("2026-04")]
    facts = facts_for(firm, months)
    assert units_by_month(facts, map(month_text, months), "exclude") == {
        "2026-01": ("A",), "2026-02": ("A",), "2026-03": ("A", "B"), "2026-04": ("B",),
    }  # fmt: skip
    assert units_by_month({"area": "1000.00"}, ["2026-01"], "exclude") == {"2026-01": ()}
