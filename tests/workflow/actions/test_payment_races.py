"""Double clicks and two tabs on the way of a payment: paid once, the second answer is the first result, nothing breaks.

Short in the usual run; `pytest -m faults tests/workflow/actions/test_payment_races.py` sends 10,000 forms twice.
"""

from collections import Counter

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.workflow.actions.payment_race import round_of, twin

ROUNDS, MANY = 2, 3334  # three forms a round


def test_a_payment_is_made_once_whatever_is_clicked(app: Flask) -> None:
    fang, qin = ([Visitor(app, login) for _ in range(2)] for login in ("fang", "qin"))
    wrong: Counter[str] = Counter()
    for place in range(ROUNDS):
        wrong += round_of(app, fang, qin, same_key=place % 2 == 0)
    assert wrong == {}
    assert twin(app, 3) == 3, "the naive twin must pay twice, or the race proves nothing"


@pytest.mark.faults
@pytest.mark.timeout(7200)
def test_ten_thousand_forms_sent_twice(app: Flask, request: pytest.FixtureRequest) -> None:
    if "faults" not in request.config.getoption("-m"):
        pytest.skip("10,000 double submits: pytest -m faults")
    fang, qin = ([Visitor(app, login) for _ in range(2)] for login in ("fang", "qin"))
    wrong: Counter[str] = Counter()
    for _place in range(MANY):
        wrong += round_of(app, fang, qin, same_key=True)
    assert wrong == {}
