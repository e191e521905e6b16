"""What the engine refuses while a rule is read: mixed units, numbers that may leave 64 bits, branches, nameless parts."""

import pytest

from rules import laying, unit_words, units
from rules.comparing import least, left, no, positive, reached, rounded
from rules.quantity import Step
from rules.say import Say
from rules.words import Teller

YUAN, AREA, MONTH = units.YUAN, units.AREA, units.MONTH


def quantity(name: str, unit: units.Unit = YUAN, high: int = 10**13, den: int = 100) -> Step:
    return Step("in", den=den, bounds=(0, high), unit=unit, data={"name": name, "from": "fact"}).named(name, name)


def figure(number: int, den: int = 1, unit: units.Unit = YUAN) -> Step:
    data = {"key": "figure", "n": number, "shown": {"zh": "数", "en": "figure"}}
    return Step("law", den=den, bounds=(number, number), unit=unit, data=data).named("数", "figure")


@pytest.mark.parametrize(
    "write",
    [
        lambda a, m: a + m,
        lambda a, m: a - m,
        lambda a, m: a > m,
        lambda a, m: a >= m,
        least,
        left,
        lambda a, m: a.up_to(m, "capped_year"),
        lambda a, m: rounded(m, 1, down=False),
        lambda a, m: no(a),
        lambda a, m: a * positive(m),
        lambda a, m: reached(a, a),
    ],
)
def test_units_must_match(write: object) -> None:
    with pytest.raises(TypeError):
        write(quantity("a"), quantity("m", AREA))  # type: ignore[operator]


def test_a_unit_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="furlong"):
        units.unit("yuan/furlong")


def test_a_product_that_may_leave_64_bits_is_refused() -> None:
    with pytest.raises(OverflowError):
        quantity("a") * quantity("b", units.NONE, 10**7)


def test_rounding_that_may_leave_64_bits_is_refused() -> None:
    with pytest.raises(OverflowError):
        rounded(quantity("a", high=2**62, den=1), 1, down=False)


def test_a_rule_has_no_branches() -> None:
    with pytest.raises(TypeError, match="no branches"):
        bool(quantity("a") > quantity("b"))


def test_units_multiply_and_cancel() -> None:
    price = figure(10, 1, units.unit("yuan/m2/month"))
    assert (quantity("area", AREA, 100) * price * quantity("m", MONTH, 12, 1)).unit == YUAN


def test_a_step_made_of_nameless_parts_is_refused() -> None:
    nameless = (quantity("a") + quantity("b")) * figure(3, 10, units.NONE)
    one = laying.from_steps(rounded(nameless.named("积", "product"), 1, down=False), [])
    with pytest.raises(TypeError, match="name"):
        Teller(one, Say("", ""), ())


@pytest.mark.parametrize(
    ("fen", "unit", "down", "expected"),
    [
        (5, 1, False, 5),
        (149, 100, False, 100),
        (150, 100, False, 200),
        (199, 100, True, 100),
        (50, 100, False, 100),
        (49, 100, False, 0),
        (1_500_000, 1_000_000, False, 2_000_000),
        (1_999_999, 1_000_000, True, 1_000_000),
    ],
)
def test_rounding_to_a_unit(fen: int, unit: int, expected: int, *, down: bool) -> None:
    one = laying.from_steps(rounded(quantity("a"), unit, down=down), [])
    assert one.one({"a": fen})[-1] == expected


@pytest.mark.parametrize(
    ("raw", "room", "expected"), [(150, 199, 100), (150, 200, 200), (99, 99, 0), (10**6, 250, 200)]
)
def test_rounding_never_lifts_an_award_above_its_room(raw: int, room: int, expected: int) -> None:
    award = quantity("raw").up_to(left(figure(room, 100), quantity("used")).named("余", "room"), "capped_year")
    one = laying.from_steps(rounded(award, 100, down=False), [])
    assert one.one({"raw": raw, "used": 0})[-1] == expected


@pytest.mark.parametrize(
    ("number", "den", "shown"),
    [
        (123450, 100, "1,234.50"),
        (100, 100, "1"),
        (5, 1000, "0.005"),
        (-250, 100, "−2.50"),
        (1, 3, "≈0.3333"),
        (10**13, 100, "100,000,000,000"),
    ],
)
def test_numbers_are_written_exactly_or_marked(number: int, den: int, shown: str) -> None:
    assert unit_words.digits(number, den) == shown


def test_one_month_is_singular() -> None:
    assert unit_words.show(1, 1, MONTH) == Say("1个月", "1 month")
    assert unit_words.show(2, 1, MONTH) == Say("2个月", "2 months")
