"""Every reading of an open word is live: choosing the other one pays as it says, and shows its own words."""

from typing import Any

import pytest

from rules import catalogue, policy
from rules.readings import BadPolicy

TEN = {"year": 2024, "revenue": "50000000.00", "peak": "0.00"}
ELEVEN = {"year": 2024, "own_design": True, "sales_this": "6000000.00", "sales_last": "4000000.00"}
RENT = {"in_zone": True, "above_scale": True, "area": "10000.00", "from": "2024-01", "months": 12}
FOUR = {"year": 2024, "project": "P1", "listed": True, "in_district": True, "municipal_support": "20000000.00"}
SEVEN = {"year": 2024, "project": "P1", "platform": True, "investment": "25000000.00"}


def held(item: str, yuan: str, year: int = 2023, **more: Any) -> dict[str, Any]:
    return {"article": item, "year": year, "yuan": yuan} | more


def rent(year: int, yuan: str, months: int, start: str | None = None) -> dict[str, Any]:
    return held("14", yuan, year, months=months) | ({"from": start} if start else {})


CASES: list[tuple[str, dict[str, str], dict[str, Any], list[dict[str, Any]], str, str]] = [
    ("10", {"10.reach": "exceed"}, TEN, [], "0.00", "below_first_tier"),
    ("10", {"10.reach": "exceed"}, TEN | {"revenue": "50000000.01"}, [], "100000.00", "ok"),
    ("10", {"10.reach": "exceed"}, TEN | {"revenue": "120000000.00", "peak": "100000000.00"}, [], "200000.00", "ok"),
    ("10", {"10.peak_baseline": "policy"}, TEN | {"peak": "90000000.00"}, [], "100000.00", "ok"),
    ("10", {"10.peak_baseline": "policy"}, TEN, [held("10", "100000.00")], "0.00", "tier_already_rewarded"),
    ("10", {"10.peak_baseline": "policy"}, {"revenue": "50000000.00"}, [], "100000.00", "ok"),
    (
        "10",
        {"10.difference": "passed"},
        TEN | {"revenue": "320000000.00", "peak": "120000000.00"},
        [],
        "100000.00",
        "ok",
    ),
    ("11", {"11.over": "reach"}, ELEVEN | {"sales_this": "5000000.00"}, [], "200000.00", "ok"),
    ("11", {"11.no_prior_year": "needs_prior"}, ELEVEN | {"sales_last": "0.00"}, [], "0.00", "no_prior_year"),
    ("11", {"11.no_prior_year": "needs_prior"}, ELEVEN, [], "400000.00", "ok"),
    ("11", {"11.cap_per": "ever"}, ELEVEN, [held("11", "4700000.00")], "300000.00", "capped_ever"),
    ("4", {"4.cap_per": "enterprise"}, FOUR, [held("4", "6000000.00", project="P0")], "4000000.00", "capped_ever"),
    ("7a", {"7a.cap_per": "enterprise"}, SEVEN, [held("7a", "10000000.00", project="P0")], "0.00", "cap_used_up"),
    ("14", {"14.formula": "C"}, RENT | {"area": "1000.00"}, [], "120000.00", "ok"),
    ("14", {"14.formula": "B"}, RENT | {"area": "1000.00", "monthly_rent": "20000.00"}, [], "72000.00", "ok"),
    ("14", {"14.formula": "B"}, RENT | {"area": "1000.00", "monthly_rent": "90000.00"}, [], "120000.00", "ok"),
    ("14", {"14.formula": "B"}, RENT, [], "0.00", "missing:monthly_rent"),
    ("14", {"14.cap_at_paid_rent": "yes"}, RENT | {"area": "1000.00", "monthly_rent": "2500.00"}, [], "30000.00", "ok"),
    (
        "14",
        {"14.cap_year": "support"},
        RENT | {"area": "8000.00", "from": "2024-07", "months": 36},
        [],
        "600000.00",
        "capped_year",
    ),
    (
        "14",
        {"14.cap_year": "support"},
        RENT | {"from": "2024-07"},
        [rent(2024, "150000.00", 6, "2024-01")],
        "230000.00",
        "capped_year",
    ),
    ("14", {"14.cap_year": "support"}, RENT, [rent(2024, "1.00", 1)], "0.00", "invalid:context"),
    ("14", {"14.clipped_months_consume": "no"}, RENT | {"months": 60}, [], "1000000.00", "capped_year"),
    ("14", {"14.clipped_months_consume": "yes"}, RENT | {"months": 60}, [], "600000.00", "capped_year"),
    (
        "5",
        {"rounding.unit": "1 yuan"},
        {"year": 2024, "runs": [{"ip_fee": "5.00", "mask_fee": "0", "wafer_fee": "0", "first_run": True}]},
        [],
        "2.00",
        "ok",
    ),
    (
        "5",
        {"rounding.unit": "1 yuan", "rounding.mode": "down"},
        {"year": 2024, "runs": [{"ip_fee": "6.00", "mask_fee": "0", "wafer_fee": "0", "first_run": True}]},
        [],
        "1.00",
        "ok",
    ),
    ("11", {"rounding.unit": "10000 yuan"}, ELEVEN | {"sales_this": "6025000.00"}, [], "410000.00", "ok"),
    (
        "11",
        {"rounding.unit": "10000 yuan", "rounding.mode": "down"},
        ELEVEN | {"sales_this": "6025000.00"},
        [],
        "400000.00",
        "ok",
    ),
    ("11", {"rounding.unit": "100 yuan"}, ELEVEN, [held("11", "4999950.00", 2024)], "0.00", "capped_year"),
    ("11", {"rounding.mode": "down"}, ELEVEN | {"sales_this": "6000000.04"}, [], "400000.00", "ok"),
]


@pytest.mark.parametrize(("item", "changes", "inputs", "context", "yuan", "reason"), CASES)
def test_the_other_reading(
    item: str, changes: dict[str, str], inputs: dict[str, Any], context: list[dict[str, Any]], yuan: str, reason: str
) -> None:
    tried = policy.load(changes=changes)
    outcome = catalogue.evaluate(item, inputs, context, tried)
    assert (str(outcome.amount), outcome.reason) == (yuan, reason)
    assert outcome.digest == tried.digest


def _all_readings() -> list[tuple[str, str, str, str]]:
    return [
        (item, reading["name"], option["value"], reading.get("judged_by", "rule"))
        for item, section in policy.draft().sections.items()
        for reading in section.get("readings", [])
        for option in reading["options"]
        if option["value"] != reading["value"]
    ]


@pytest.mark.parametrize(("item", "name", "value", "judged_by"), _all_readings())
def test_every_alternative_changes_the_rule_or_is_left_to_a_person(
    item: str, name: str, value: str, judged_by: str
) -> None:
    tried, draft = policy.load(changes={f"{item}.{name}": value}), policy.draft()
    assert tried.digest_words != draft.digest_words
    codes = list(draft.rules) if item == "rounding" else [item]
    same = all(
        (tried.rules[code].as_json()["tapes"], tried.rules[code].walk)
        == (draft.rules[code].as_json()["tapes"], draft.rules[code].walk)
        for code in codes
    )
    assert same is (judged_by == "person")


def test_every_reading_is_open_until_the_bureau_has_decided() -> None:
    for section in policy.draft().sections.values():
        for reading in section.get("readings", []):
            assert reading["decided"] == ""
            assert reading["value"] in [option["value"] for option in reading["options"]]


def test_the_line_says_which_reading_was_used() -> None:
    said = {words.en for line in catalogue.evaluate("10", TEN, []).lines for words in line.readings}
    assert "突破 is read as reaching or exceeding (≥)" in said
    other = policy.load(changes={"10.reach": "exceed"})
    said = {words.en for line in catalogue.evaluate("10", TEN, [], other).lines for words in line.readings}
    assert "突破 is read as exceeding (>)" in said


@pytest.mark.parametrize(
    "changes", [{"10.reach": "sideways"}, {"rounding.unit": "0.001 yuan"}, {"rounding.unit": "1 m2"}]
)
def test_an_impossible_choice_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(BadPolicy):
        policy.load(changes=changes)
