"""The mark of experts: two who agree, two too far apart, three; and that the table of proofs speaks of facts that exist."""

import pytest

from rules import catalogue, scoring
from rules.proofs import AUDITED, CRITERIA, JUDGED, MEASURED, PROOFS, SEEN
from rules.scoring import Mark, mark


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ((), Mark(None, 0)),
        ((8000,), Mark(None, 0)),
        ((8000, 7001), Mark(7501, 999, "mean", (0, 1))),
        ((8000, 6500), Mark(7250, 1500, "mean", (0, 1))),
        ((8000, 6499), Mark(None, 1501)),
        ((9000, 5200, 8800), Mark(8900, 3800, "closest", (0, 2))),
        ((9000, 5200, 5600), Mark(5400, 3800, "closest", (1, 2))),
        ((9000, 5000, 7000), Mark(7000, 4000, "middle", (2,))),
        ((6000, 6000, 6000), Mark(6000, 0, "middle", (1,))),
    ],
)
def test_the_mark(totals: tuple[int, ...], expected: Mark) -> None:
    assert mark(totals) == expected


def test_the_pass_mark_belongs_to_those_who_pass() -> None:
    assert (mark((6000, 6000)).passed, mark((6000, 5998)).passed, mark((6000,)).passed) == (True, False, False)


def test_a_sheet_weighs_its_criteria() -> None:
    for criteria in CRITERIA.values():
        assert sum(one.weight for one in criteria) == 100
        assert scoring.total(criteria, {one.code: 100 for one in criteria}) == scoring.FULL
    first = CRITERIA["4"][0]
    assert scoring.total(CRITERIA["4"], {one.code: int(one is first) for one in CRITERIA["4"]}) == first.weight


def test_proofs_speak_of_facts_of_their_item() -> None:
    spoken = [(item, SEEN[item][0]) for item in SEEN] + list(JUDGED.items())
    spoken += [(item, fact) for item, facts in AUDITED.items() for fact in facts]
    for item, fact in spoken:
        assert fact in {one.name for one in catalogue.item(item).facts}, (item, fact)
    assert PROOFS.keys() == SEEN.keys() | AUDITED.keys() | JUDGED.keys()
    assert CRITERIA.keys() == JUDGED.keys()
    assert SEEN.keys() >= MEASURED
