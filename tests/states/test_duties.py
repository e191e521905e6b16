"""The five control steps: every pair of them by one person on one case is refused."""

from dataclasses import replace

import pytest

from states.lifecycle import STEPS, Actor, Control, blockers, step
from tests.states.cases import ready

DOERS = {row.control: row.action for row in STEPS if row.control and row.action != "evaluate_again"}


@pytest.mark.parametrize("done", Control)
@pytest.mark.parametrize("next_one", Control)
def test_one_person_one_control_step(done: Control, next_one: Control) -> None:
    row = step(DOERS[next_one])
    dossier = replace(ready(row.action, row.sources[0]), controls=((done, 10),))
    reasons = blockers(dossier, row.action, Actor(10, frozenset(row.roles)))
    assert [reason.code for reason in reasons] == ([] if done is next_one else [f"apart_{next_one}"])


@pytest.mark.parametrize(
    ("action", "control"), [("return_evaluation", "second_review"), ("reject", "approve"), ("send_back", "approve")]
)
def test_saying_no_is_kept_apart_like_saying_yes(action: str, control: str) -> None:
    row = step(action)
    dossier = replace(ready(action, row.sources[0]), controls=((Control.EVALUATE, 10),))
    assert [r.code for r in blockers(dossier, action, Actor(10, frozenset(row.roles)))] == [f"apart_{control}"]
