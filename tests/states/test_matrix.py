"""Every cell of actions × states × roles, from one hand-kept table."""

import itertools

import pytest
from transitions import MachineError

from states.lifecycle import MACHINE, STEPS, Refused, Role, State, allowed, blockers, fire, step
from tests.states.cases import MATRIX, Case, actor, ready

CELLS = list(itertools.product(State, Role))


def test_the_table_and_the_matrix_name_the_same_actions_in_the_same_order() -> None:
    assert [row.action for row in STEPS] == list(MATRIX)


@pytest.mark.parametrize("action", MATRIX)
def test_step_is_as_the_matrix_says(action: str) -> None:
    row, expected = step(action), MATRIX[action]
    assert list(row.sources) == expected.sources
    assert row.target == expected.target
    assert list(row.roles) == expected.roles
    assert [guard.code for guard in row.guards] == expected.guards
    assert row.control == expected.control
    assert row.needs_reason is expected.reason


@pytest.mark.parametrize("action", MATRIX)
def test_every_state_and_role(action: str) -> None:
    row = MATRIX[action]
    for state, role in CELLS:
        case, dossier, who = Case(state.value), ready(action, state), actor(action, role)
        fits = state in row.sources and role in row.roles
        if fits:
            assert fire(case, action, dossier, who, "because") is step(action), (state, role)
            assert case.state == (row.target or state.value), (state, role)
        else:
            with pytest.raises(Refused) as refusal:
                fire(case, action, dossier, who)
            wanted = "wrong_state" if state not in row.sources else "wrong_role"
            assert [reason.code for reason in refusal.value.blockers] == [wanted], (state, role)
            assert case.state == state.value, (state, role)
        assert (step(action) in [row for row, _ in allowed(dossier, who)]) is fits, (state, role)


def test_the_auditor_and_the_administrator_move_nothing() -> None:
    for state in State:
        for role in (Role.AUDITOR, Role.ADMINISTRATOR):
            assert allowed(ready("", state), actor("", role)) == []


def test_every_state_can_be_reached_and_left_as_intended() -> None:
    targets = {row.target for row in MATRIX.values() if row.target}
    assert targets == {state.value for state in State} - {State.DRAFT.value}
    final = {state.value for state in State} - {
        source for row in MATRIX.values() if row.target for source in row.sources
    }
    assert final == {"paid", "withdrawn", "referred"}


def test_the_machine_refuses_what_the_table_does_not_hold() -> None:
    with pytest.raises(MachineError):
        MACHINE.events["approve"].trigger(
            Case("draft"), dossier=ready("approve", "draft"), actor=actor("approve", "finance")
        )
    with pytest.raises(KeyError):
        blockers(ready("", "draft"), "become_paid", actor("", "system"))
