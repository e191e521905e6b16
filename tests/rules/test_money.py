"""Money from text and back, exact, and strict about everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import money


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1,234.50", 123450),
        ("1234.5", 123450),
        (" 7 ", 700),
        ("0", 0),
        ("100,000,000,000", 10**13),
        ("0.01", 1),
        ("12,345,678.91", 1234567891),
    ],
)
def test_what_a_person_types(typed: str, fen: int) -> None:
    assert money.parse_yuan(typed) == fen


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-1",
        "+1",
        "1.234",
        "1e9",
        "sNaN",
        "NaN",
        "Infinity",
        "１２",
        "٣",
        "1,23",
        "12,34.5",
        ",123",
        "1,,234",
        "1 234",
        "0x1",
        "1_000",
        "1.",
        ".5",
        "100,000,000,000.01",
        "9" * 13,
        "1.2.3",
        "¥5",
        "5元",
    ],
)
def test_what_is_not_money(typed: str) -> None:
    with pytest.raises(money.NotMoney):
        money.parse_yuan(typed)


def test_the_reason_tells_form_from_range() -> None:
    with pytest.raises(money.NotMoney, match="range"):
        money.parse_yuan("100000000000.01")
    with pytest.raises(money.NotMoney, match="form"):
        money.parse_yuan("1.001")


def test_facts_hold_plain_text_only() -> None:
    with pytest.raises(money.NotMoney):
        money.hundredths("1,234.50")


@given(st.integers(0, 10**13))
def test_fen_survive_every_way_of_writing(fen: int) -> None:
    assert money.hundredths(money.plain(fen)) == money.parse_yuan(money.grouped(fen)) == fen
    assert money.yuan(fen) * 100 == fen


def test_a_debt_is_written_with_its_sign() -> None:
    assert (money.plain(-5), money.grouped(-123456)) == ("-0.05", "-1,234.56")
