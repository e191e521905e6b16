"""The shared machine: it keeps nothing alive, and asks the guards itself."""

import gc
import weakref
from dataclasses import replace

import pytest
from transitions import MachineError

from states.lifecycle import MACHINE, STEPS, Refused, State, fire, step
from tests.states.cases import Case, actor, ready


def test_a_case_is_forgotten_after_its_step() -> None:
    case = Case("submitted")
    fire(case, "accept", ready("accept", "submitted"), actor("accept", "caseworker"))
    gone = weakref.ref(case)
    del case
    gc.collect()
    assert gone() is None
    assert MACHINE.models == []


def test_the_machine_cannot_be_used_past_the_guards() -> None:
    case = Case("committee")
    bad = replace(ready("approve", "committee"), budget_room_fen=0)
    assert MACHINE.events["approve"].trigger(case, dossier=bad, actor=actor("approve", "supervisor")) is False
    assert case.state == "committee"


def test_no_state_can_be_jumped_to() -> None:
    assert not [name for name in MACHINE.events if name.startswith("to_")]
    with pytest.raises(MachineError):
        MACHINE.events["confirm_payment"].trigger(Case("draft"))


@pytest.mark.parametrize("state", ["submitted", State.SUBMITTED])
def test_the_state_stays_a_plain_string(state: str) -> None:
    case = Case(state)
    fire(case, "check_documents", ready("check_documents", "submitted"), actor("check_documents", "caseworker"))
    assert type(case.state) is str
    assert case.state == "documents_checked"


def test_an_unknown_state_or_action_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        fire(Case("nowhere"), "accept", ready("accept", "submitted"), actor("accept", "caseworker"))
    with pytest.raises(KeyError):
        fire(Case("submitted"), "leap", ready("accept", "submitted"), actor("accept", "caseworker"))


def test_a_refused_event_leaves_no_trace() -> None:
    case = Case("evaluated")
    with pytest.raises(Refused):
        fire(case, "second_review", ready("second_review", "evaluated"), actor("second_review", "caseworker"))
    assert vars(case) == {"state": "evaluated"}


@pytest.mark.parametrize("action", [row.action for row in STEPS if row.needs_reason])
def test_a_step_that_needs_a_reason_is_refused_without_one(action: str) -> None:
    row = step(action)
    state, role = row.sources[0].value, row.roles[0].value
    case = Case(state)
    with pytest.raises(Refused) as refused:
        fire(case, action, ready(action, state), actor(action, role), "  \n")
    assert [reason.code for reason in refused.value.blockers] == ["reason"]
    assert case.state == state
