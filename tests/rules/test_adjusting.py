"""Changed facts and amounts in an outcome: told, exact, the months cut from the end, and nothing where nothing fits."""

from typing import Any

import pytest

from rules import adjusting, catalogue
from rules.adjusting import NONE, Change, adjusted
from rules.fact_words import answer_words
from rules.outcome import Outcome, from_json
from rules.say import Say

RENT = {"in_zone": True, "above_scale": True, "area": "2400.00", "from": "2026-01", "months": 3}  # 7,200 yuan a month
WHY = "两台设备不在厂房里"


def rent(**more: Any) -> Outcome:
    return catalogue.evaluate("14", RENT | more, [])


def amount(before: int, after: int) -> Change:
    return Change(None, NONE, NONE, WHY, before, after)


AREA = Change(Say("面积", "area"), Say("2,400平方米", "2,400 m²"), Say("2,000平方米", "2,000 m²"), WHY)


def test_without_changes_it_is_the_same_object() -> None:
    outcome = rent()
    assert adjusted(outcome, []) is outcome
    assert adjusted(outcome, [amount(1, 2)]) is outcome  # made for another computed amount


def test_a_fact_is_told_before_the_first_step_and_changes_no_figure() -> None:
    outcome = adjusted(rent(), [AREA])
    place = next(at for at, line in enumerate(outcome.lines) if line.flag == "adjusted")
    assert {line.kind for line in outcome.lines[:place]} == {"condition"}
    assert outcome.lines[place].text.zh == f"面积按核实的数计算：填报 2,400平方米 → 核实 2,000平方米；{WHY}"
    assert (outcome.amount_fen, outcome.months) == (rent().amount_fen, rent().months)


@pytest.mark.parametrize(
    ("after", "months", "reason"),
    [
        (1_440_000, [720_000, 720_000, 0], "ok"),
        (1_440_001, [720_000, 720_000, 1], "ok"),
        (0, [0, 0, 0], "adjusted"),
        (2_200_000, [720_000, 720_000, 720_000], "ok"),
    ],
)
def test_an_amount_set_by_hand(after: int, months: list[int], reason: str) -> None:
    outcome = adjusted(rent(), [AREA, amount(2_160_000, after)])
    assert (outcome.amount_fen, outcome.eligible, outcome.reason) == (after, after > 0, reason)
    assert [month.granted_fen for month in outcome.months] == months
    *_steps, told, total = outcome.lines
    assert (told.flag, total.kind, told.result) == ("adjusted", "sum", total.result)
    assert told.parts[0].value.zh == "21,600元"
    assert told.parts[1].operator.zh == ("−" if after < 2_160_000 else "+")
    assert "21,600.00" in outcome.hints[0].zh
    assert from_json(outcome.as_json()) == outcome


def test_a_change_is_sealed_and_read_again() -> None:
    for change in (AREA, amount(3, 2)):
        assert adjusting.from_json(change.as_json() | {"override": 7}) == change


def test_answers_in_words() -> None:
    facts = {fact.name: fact for code in ("5", "10", "14") for fact in catalogue.item(code).facts}
    runs = [{"ip_fee": "0.00", "mask_fee": "200000.00", "wafer_fee": "800000.00", "first_run": True}]
    said = {
        "area": ("2400.00", "2,400.00平方米"), "above_scale": (True, "是"), "months": (3, "3个月"), "from": ("2026-01", "2026-01"),
        "revenue": ("60000000.00", "60,000,000.00元"),
    }  # fmt: skip
    for name, (answer, text) in said.items():
        assert answer_words(facts[name], answer).zh == text
    assert answer_words(facts["revenue"], None) == Say("—", "—")
    assert answer_words(facts["revenue"], "六千万").zh == "六千万元"
    assert "200,000.00" in answer_words(facts["runs"], runs).zh
