"""From the rule's amount to what may be paid: the three ways, months granted elsewhere, and an explanation that adds up."""

from typing import Any

import pytest

from rules import catalogue, settling
from rules.outcome import Outcome, from_json
from rules.say import Say
from rules.settlement import POLICIES
from rules.stacking import Hit

OWN = "2026-07-0002"
RENT = {"in_zone": True, "above_scale": True, "area": "2400.00", "from": "2026-01", "months": 3}  # 7,200 yuan a month


def hit(fen: int, other: str = "2026-05-0001", key: str = "invoice:1", kind: str = "matter") -> Hit:
    return Hit(kind, key, OWN, other, fen, Say(f"{OWN}与{other}", f"{OWN} and {other}"))


def opened() -> Outcome:
    """Item 7b: 300,000 yuan."""
    return catalogue.evaluate("7b", {"year": 2026, "opened": True, "contracts": "3000000.00"}, [])


def rent(**more: Any) -> Outcome:
    return catalogue.evaluate("14", RENT | more, [])


def test_without_other_money_it_is_the_same_object() -> None:
    outcome = opened()
    assert settling.settled(outcome, [], "difference") is outcome
    assert settling.settled(outcome, [hit(0), hit(5, kind="file")], "block") is outcome


def test_what_gives_nothing_stays_as_it_is() -> None:
    nothing = catalogue.evaluate("7b", {"year": 2026, "opened": False, "contracts": "1.00"}, [])
    assert settling.settled(nothing, [hit(100)], "block") is nothing


@pytest.mark.parametrize(
    ("way", "other", "fen", "reason"),
    [
        ("difference", 10_000_000, 20_000_000, "ok"),
        ("difference", 30_000_000, 0, "duplicate"),
        ("difference", 30_000_001, 0, "duplicate"),
        ("block", 1, 0, "duplicate"),
        ("higher_of", 29_999_999, 30_000_000, "ok"),
        ("higher_of", 30_000_000, 0, "duplicate"),
    ],
)
def test_the_three_ways(way: str, other: int, fen: int, reason: str) -> None:
    settled = settling.settled(opened(), [hit(other)], way)
    assert (settled.amount_fen, settled.eligible, settled.reason) == (fen, fen > 0, reason)
    assert [failure.code for failure in settled.failures] == ([] if fen else ["duplicate"])
    assert settled.lines[-1].kind == "sum"
    shown = f"{fen // 100:,}元"
    assert settled.lines[-1].result == Say(shown, shown.replace("元", " yuan"))
    note = settled.lines[-2].note
    assert note is not None
    for words in note:
        assert OWN in words
        assert "2026-05-0001" in words


def test_each_source_counts_once_however_often_it_is_hit() -> None:
    hits = [hit(10_000_000), hit(10_000_000, key="contract:7"), hit(5_000_000, "市工信局", "市工信局", "declared")]
    assert settling.other_money(hits) == {"2026-05-0001": 10_000_000, "市工信局": 5_000_000}
    assert settling.settled(opened(), hits, "difference").amount_fen == 15_000_000


@pytest.mark.parametrize("way", ["difference", "higher_of"])
def test_a_month_granted_elsewhere_is_not_granted_again(way: str) -> None:
    settled = settling.settled(rent(), [hit(100, key="unit_month:202602")], way)
    assert [(m.month, m.granted_fen, m.state) for m in settled.months] == [
        ("2026-01", 720_000, "granted"),
        ("2026-02", 0, "duplicate"),
        ("2026-03", 720_000, "granted"),
    ]
    assert settled.amount_fen == 1_440_000


def test_every_month_granted_elsewhere_leaves_nothing() -> None:
    hits = [hit(720_000, key=f"unit_month:2026{month:02d}") for month in (1, 2, 3)]
    settled = settling.settled(rent(), hits, "difference")
    assert (settled.amount_fen, settled.reason) == (0, "duplicate")
    assert settling.other_money(hits) == {"2026-05-0001": 2_160_000}


def test_other_money_is_cut_from_the_last_month_backwards() -> None:
    settled = settling.settled(rent(), [hit(1_000_000, "市工信局", "市工信局", "declared")], "difference")
    assert [month.granted_fen for month in settled.months] == [720_000, 440_000, 0]
    assert settled.months[-1].state == "duplicate"
    assert settled.amount_fen == 1_160_000


def test_months_and_an_invoice_of_the_same_case_count_once() -> None:
    hits = [hit(720_000, key="unit_month:202601"), hit(1_000_000)]
    settled = settling.settled(rent(), hits, "difference")
    assert settled.amount_fen == 2_160_000 - 1_000_000
    assert sum(month.granted_fen for month in settled.months) == settled.amount_fen


def test_a_hit_anywhere_blocks_the_whole_claim() -> None:
    settled = settling.settled(rent(), [hit(720_000, key="unit_month:202601")], "block")
    assert settled.amount_fen == 0
    assert {month.granted_fen for month in settled.months} == {0}


@pytest.mark.parametrize("way", POLICIES)
@pytest.mark.parametrize("fen", [1, 719_999, 720_000, 720_001, 2_159_999, 2_160_000, 9_000_000])
def test_months_always_add_up_and_the_object_survives_storage(way: str, fen: int) -> None:
    for hits in ([hit(fen)], [hit(fen), hit(5, key="unit_month:202602")]):
        settled = settling.settled(rent(), hits, way)
        assert 0 <= settled.amount_fen <= 2_160_000
        assert sum(month.granted_fen for month in settled.months) == settled.amount_fen
        assert from_json(settled.as_json()) == settled
        assert [settling.from_json(settling.as_json(one)) for one in hits] == hits
