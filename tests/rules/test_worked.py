"""Every worked case comes out to the fen, with its reason, and the explanation agrees with it."""

import pytest

from rules import catalogue
from rules.outcome import from_json
from tests.rules import oracle
from tests.rules.worked import WORKED, Worked

CASES = pytest.mark.parametrize("case", WORKED, ids=[case.id for case in WORKED])


@CASES
def test_amount_eligibility_and_reason(case: Worked) -> None:
    outcome = catalogue.evaluate(case.item, case.inputs, case.context)
    assert (str(outcome.amount), outcome.reason) == (case.yuan, case.reason)
    assert outcome.eligible is (case.eligible == "yes")


def test_the_oracle_agrees_with_the_tables() -> None:
    for case in WORKED:
        if "leases" not in case.inputs:  # the oracle knows one area for all months only
            fen, reason = oracle.answer(case.item, case.inputs, case.context)
            assert (f"{fen // 100}.{fen % 100:02d}", reason) == (case.yuan, case.reason), case.id


def test_the_outcome_survives_storage_and_replay() -> None:
    for case in WORKED:
        outcome = catalogue.evaluate(case.item, case.inputs, case.context)
        stored = from_json(outcome.as_json())
        assert stored == outcome, case.id
        assert catalogue.evaluate(stored.item, stored.inputs, stored.context) == stored


def test_every_computing_item_has_worked_cases_of_each_kind() -> None:
    for item in ("4", "5", "7a", "7b", "9", "10", "11", "14"):
        reasons = {case.reason.partition(":")[0] for case in WORKED if case.item == item}
        assert {"ok", "missing"} <= reasons, item
    assert len({case.id for case in WORKED}) == len(WORKED) > 150
