"""The draw itself: as often as the rate says, the same again for whoever knows the seed, and nothing to know beforehand."""

import hashlib
import math
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow import sampling

SECRET = "a secret of this installation"
DAY = date(2026, 4, 13)
MANY = 20_000


def approval(number: int) -> str:
    """A hash as the record of an approval has one."""
    return hashlib.sha256(str(number).encode()).hexdigest()


@pytest.mark.parametrize("per_mille", [0, 50, 300, 1000])
def test_as_many_are_chosen_as_the_rate_says(per_mille: int) -> None:
    seeds = [sampling.seed_of(SECRET, DAY + timedelta(days=days)) for days in range(10)]
    draws = [sampling.draw(seeds[n % 10], f"2026-10-{n:04d}", 1, approval(n)) for n in range(MANY)]
    chosen = sum(sampling.is_chosen(drawn, per_mille) for drawn in draws)
    share = per_mille / 1000
    assert abs(chosen - MANY * share) <= 5 * math.sqrt(MANY * share * (1 - share))
    tenths = [sum(drawn * 10 // sampling.DRAWS == tenth for drawn in draws) for tenth in range(10)]
    assert max(abs(count - MANY / 10) for count in tenths) <= 5 * math.sqrt(MANY * 0.09)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20), st.integers(0, 9), st.integers(0, 1000))
def test_a_draw_can_be_made_again_and_a_higher_rate_drops_nobody(
    secret: str, number: str, round_: int, rate: int
) -> None:
    seed = sampling.seed_of(secret, DAY)
    drawn = sampling.draw(seed, number, round_, approval(round_))
    assert 0 <= drawn < sampling.DRAWS
    assert drawn == sampling.draw(sampling.seed_of(secret, DAY), number, round_, approval(round_))
    assert sampling.is_chosen(drawn, rate) <= sampling.is_chosen(drawn, min(1000, rate + 1))
    assert (sampling.is_chosen(drawn, 0), sampling.is_chosen(drawn, 1000)) == (False, True)


def test_nothing_is_known_before_the_approval_not_even_with_the_seed() -> None:
    """The same case at another moment of approval, on another day or under another secret is another draw."""
    seed = sampling.seed_of(SECRET, DAY)
    moments = {sampling.draw(seed, "2026-10-0001", 1, approval(n)) for n in range(1000)}
    assert len(moments) > 990
    others = {sampling.seed_of(SECRET, DAY + timedelta(days=1)), sampling.seed_of("another", DAY), seed}
    assert len(others) == len({sampling.commitment(one) for one in others}) == 3
    assert re.fullmatch(r"[0-9a-f]{64}", sampling.commitment(seed))
    assert seed not in sampling.commitment(seed)


def test_no_table_holds_a_seed_of_today_and_no_action_takes_a_seed_from_outside() -> None:
    """The seed is made in one place, from the installation's secret; the tables have its hash, and it itself afterwards."""
    root = Path(sampling.__file__).parent
    users = {path.name for path in root.rglob("*.py") if "sampling.seed_of(" in path.read_text(encoding="utf-8")}
    assert users == {"sample_seed.py"}
