"""No double funding: what counts as the same matter, what a hit says, and what may still be paid."""

from typing import Any

import pytest

from rules.matter_kinds import key, keys_of
from rules.settlement import POLICIES, settle
from rules.stacking import Declared, Filing, find

OWN = Filing(
    "2026-05-0037",
    "5",
    "E1",
    2026,
    3_000_00,
    keys_of("5", {"invoice": ["No. 044-7781"], "product": ["LX-A01"]}),
    frozenset({"abc"}),
)


def other(case: str = "2025-11-0004", item: str = "11", fen: int = 1_000_00, **more: Any) -> Filing:
    filed = Filing(case, item, "E1", 2026, fen, keys_of(item, more.pop("keys", {})), frozenset(more.pop("files", ())))
    return filed._replace(**more)


@pytest.mark.parametrize("typed", ["no. 044-7781", "ＮＯ．０４４－７７８１", " No 0447781 ", "NO/044.7781"])
def test_numbers_typed_differently_are_the_same_matter(typed: str) -> None:
    assert key("invoice", "5", typed) == key("invoice", "11", "No. 044-7781")


def test_an_empty_number_is_no_matter() -> None:
    assert keys_of("5", {"invoice": ["", " - ", "1"]}) == {"invoice:1"}


def test_a_kind_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="receipt"):
        key("receipt", "5", "1")


def test_an_invoice_is_one_matter_under_every_item_a_product_only_within_its_own() -> None:
    assert [hit.kind for hit in find(OWN, [other(keys={"invoice": ["NO0447781"]})])] == ["matter"]
    assert find(OWN, [other(keys={"product": ["LX-A01"]})]) == ()
    assert len(find(OWN, [other(item="5", keys={"product": ["lxa01"]})])) == 1


def test_another_enterprise_has_its_own_matters_but_a_file_is_a_file() -> None:
    assert find(OWN, [other(enterprise="E2", keys={"invoice": ["NO0447781"]})]) == ()
    (hit,) = find(OWN, [other(enterprise="E2", files={"abc"})])
    assert (hit.kind, hit.fen) == ("file", 0)


def test_every_hit_names_both_cases_in_both_languages() -> None:
    twin = other(keys={"invoice": ["NO0447781"]}, files={"abc"})
    hits = find(OWN, [twin], exclusive=[frozenset({"5", "11"})])
    assert [hit.kind for hit in hits] == ["matter", "file", "exclusive"]
    for hit in hits:
        for words in hit.text:
            assert OWN.case in words
            assert twin.case in words


def test_a_case_does_not_hit_itself_and_other_years_do_not_exclude() -> None:
    assert find(OWN, [OWN]) == ()
    assert find(OWN, [other(year=2025)], exclusive=[frozenset({"5", "11"})]) == ()


HIT = {"invoice": ["NO0447781"]}


@pytest.mark.parametrize(("own", "others", "declared", "way", "fen", "reverse"), [
    (3000, [], [], "difference", 3000, ()), (3000, [1000], [], "difference", 2000, ()), (3000, [1000, 2500], [], "difference", 0, ()),
    (3000, [1000], [500], "difference", 1500, ()), (3000, [0], [], "block", 3000, ()), (3000, [1], [], "block", 0, ()),
    (3000, [], [1], "block", 0, ()), (3000, [1000, 2000], [], "higher_of", 3000, ("C0", "C1")), (3000, [3000], [], "higher_of", 0, ()),
    (3000, [4000], [], "higher_of", 0, ()), (3000, [], [2000], "higher_of", 3000, ("city",)),
])  # fmt: skip
def test_what_may_still_be_paid(
    own: int, others: list[int], declared: list[int], way: str, fen: int, reverse: tuple[str, ...]
) -> None:
    filed = [other(case=f"C{at}", fen=money, keys=HIT) for at, money in enumerate(others)]
    hits = find(OWN, filed, [Declared("city", money) for money in declared])
    settled = settle(own, hits, way)
    assert (settled.fen, settled.reverse) == (fen, reverse)
    assert settled.text.zh
    assert settled.text.en


def test_money_of_one_case_counts_once_however_many_matters_it_shares() -> None:
    twice = Filing("C", "5", "E1", 2026, 1000, OWN.keys, OWN.files)
    assert len(find(OWN, [twice])) == 3
    assert settle(3000, find(OWN, [twice])).fen == 2000


def test_no_other_way_to_settle() -> None:
    assert POLICIES == ("difference", "block", "higher_of")
    with pytest.raises(ValueError, match="sum"):
        settle(1, (), "sum")
