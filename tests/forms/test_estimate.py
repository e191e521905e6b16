"""The form of a public estimate says the same to the rules as the worked cases do, and names what no rule reads."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from forms.estimate import PREFIX, EstimateForm, held_by, steps_of
from rules import catalogue, money
from rules import policy as policies
from rules.ledger import read_ledger
from rules.ledger_sums import add_up

TODAY = date(2026, 11, 24)
TABLES = Path(__file__).parents[1] / "rules"
DRAFT = policies.draft()
COMPUTING = [code for code in catalogue.ITEMS if code in DRAFT.rules]


@pytest.fixture(autouse=True)
def _page(engine_name: str, app: Flask) -> Any:
    with app.test_request_context("/"):
        yield


pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def form(code: str, **typed: str) -> EstimateForm:
    section = DRAFT.sections[code]
    return EstimateForm(catalogue.item(code), DRAFT.rules[code], section, formdata=MultiDict(typed), today=TODAY)


def answered(code: str, row: dict[str, str]) -> dict[str, str] | None:
    """What a person would type for a worked case; None for a case that this form has no place for."""
    inputs, context = json.loads(row["inputs"]), json.loads(row["context"])
    if row["reason"].startswith(("missing:", "invalid:")) or "leases" in inputs:
        return None
    typed: dict[str, str] = {}
    for name, value in inputs.items():
        if isinstance(value, list):
            if len(value) > 3:
                return None
            for place, one in enumerate(value):
                typed |= {f"{name}-{place}-{column}": said(answer) for column, answer in one.items()}
        else:
            typed[name] = said(value)
    rule = DRAFT.rules[code]
    entries = read_ledger(context, code, rule.summed_by)
    year = int(inputs["from"][:4]) if "from" in inputs else inputs.get("year")
    if code == "14" and any(entry.fen and entry.year != year for entry in entries):
        return None
    for held in held_by(rule):
        had = add_up(entries, held.what, held.scope, year=year, project=inputs.get("project"))
        if had:
            typed[PREFIX + held.name] = {"sum": money.plain(had), "months": str(had), "any": "yes"}[held.what]
    return typed


def said(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def test_a_worked_case_typed_by_hand_gives_its_amount() -> None:
    tried = dict.fromkeys(COMPUTING, 0)
    for file in sorted(TABLES.glob("article_*.csv")):
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
            typed = answered(row["article"], row) if row["article"] in tried else None
            if typed is None:
                continue
            filled = form(row["article"], **typed)
            assert filled.complete, (row["id"], filled.missing, filled.wrong)
            outcome = catalogue.evaluate(row["article"], filled.inputs(), filled.context())
            assert (f"{outcome.amount}", outcome.reason) == (row["expected_yuan"], row["reason"]), row["id"]
            tried[row["article"]] += 1
    assert min(tried.values()) >= 4, tried
    assert sum(tried.values()) >= 60, tried


@pytest.mark.parametrize("code", COMPUTING)
def test_nothing_typed_is_missing_not_wrong(code: str) -> None:
    empty = form(code)
    assert not empty.started
    assert not empty.complete
    assert empty.wrong == []
    assert len(empty.missing) >= len(empty.asked)
    assert empty.context() == []


@pytest.mark.parametrize(
    "bad", ["1e9", "sNaN", "－5", "-5", "１００", "1" * 40, "1.234", "100000000001", "NaN", "0x10"]
)
def test_a_bad_amount_is_named(bad: str) -> None:
    filled = form("10", revenue=bad, peak="0")
    assert [target for target, _ in filled.wrong] == ["revenue"]
    assert filled.wrong[0][1].startswith("上年度营业收入：")
    assert filled.missing == []


def test_what_was_awarded_is_judged_too() -> None:
    filled = form("14", in_zone="yes", above_scale="yes", area="10", months="3", had_used="x", had_awarded="-1")
    assert [target for target, _ in filled.wrong] == ["had_used", "had_awarded"]
    assert [target for target, _ in filled.missing] == ["from"]


def test_a_half_filled_row_is_named_by_its_number() -> None:
    filled = form("5", **{"runs-0-ip_fee": "1", "runs-2-ip_fee": "1e9"})
    assert ("runs-0-mask_fee", "第1组：掩模版制作费") in filled.missing
    assert [label.split("：")[0] for _, label in filled.wrong] == ["第2组"]


def test_steps_are_offered_as_choices() -> None:
    steps = steps_of(DRAFT.sections["10"])
    assert [value for value, _ in steps][0::4] == ["100000.00", "1000000.00"]
    assert steps_of(DRAFT.sections["14"]) == ()
    filled = form("10", revenue="60000000", peak="0", had_rewarded="100000.00")
    assert filled.before[0].choices[0] == ("", "没有拿过")
    assert filled.context()[0]["yuan"] == "100000.00"
