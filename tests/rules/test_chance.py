"""Random cases: the rules and the oracle agree, and nothing that a case may hold raises."""

import json
import random

import pytest

from rules import catalogue
from rules.outcome import from_json
from tests.rules import chance, oracle


@pytest.mark.parametrize("seed", range(4))
def test_the_oracle_agrees_on_random_cases(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(1500):
        item, inputs, context = chance.row(dice)
        outcome = catalogue.evaluate(item, inputs, context, explain=False)
        assert (outcome.amount_fen, outcome.reason) == oracle.answer(item, inputs, context), (item, inputs, context)


def test_explaining_changes_nothing_and_both_languages_say_every_line() -> None:
    dice = random.Random(99)
    for _ in range(400):
        item, inputs, context = chance.row(dice)
        bare = catalogue.evaluate(item, inputs, context, explain=False)
        told = catalogue.evaluate(item, inputs, context)
        assert (told.amount_fen, told.reason, told.failures) == (bare.amount_fen, bare.reason, bare.failures)
        assert told.lines
        for words in [line.text for line in told.lines] + list(told.hints) + [told.reason_text]:
            assert words.zh
            assert words.en
            assert not any("一" <= sign <= "鿿" for sign in words.en.replace(str(inputs), "")), words.en
        assert from_json(told.as_json()) == told


@pytest.mark.parametrize("item", [*catalogue.ITEMS, "7", "99", "", "10 "])
def test_anything_may_be_handed_in(item: str) -> None:
    for odd in chance.ODD:
        outcome = catalogue.evaluate(item, odd, odd)
        assert outcome.amount_fen == 0
        assert outcome.reason.startswith(("refers", "missing:", "invalid:"))
        assert outcome.lines


def test_every_failure_is_named_in_declared_order() -> None:
    rows = [{"ip_fee": "x", "mask_fee": "1", "first_run": "no"}, {}]
    outcome = catalogue.evaluate("5", {"year": True, "runs": rows}, "none")
    codes = [failure.code for failure in outcome.failures]
    assert codes[:3] == ["invalid:ip_fee", "missing:wafer_fee", "invalid:first_run"]
    assert codes[3:] == [
        "missing:ip_fee",
        "missing:mask_fee",
        "missing:wafer_fee",
        "missing:first_run",
        "invalid:year",
        "invalid:context",
    ]
    assert "第2行" in outcome.failures[3].text.zh
    assert "row 2" in outcome.failures[3].text.en


def test_every_failed_condition_is_shown_not_only_the_first() -> None:
    facts = {"year": 2024, "own_design": False, "sales_this": "1.00", "sales_last": "2.00"}
    outcome = catalogue.evaluate("11", facts, [])
    assert [f.code for f in outcome.failures] == ["not_own_design", "sales_not_over_threshold", "no_growth"]
    assert [line.flag for line in outcome.lines if line.kind == "condition"] == ["failed"] * 3


def test_an_outcome_is_plain_json() -> None:
    outcome = catalogue.evaluate("14", chance.rent(random.Random(3)), [])
    assert json.loads(json.dumps(outcome.as_json())) == outcome.as_json()
