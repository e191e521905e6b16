"""The rent ledger walks beside a model of it; every seeded mistake in the ledger's code makes them part."""

import inspect
from types import ModuleType

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflow.actions.rent_model import RentMachine
from workflow.actions import caps, rent

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])

CALM = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    max_examples=40,
    stateful_step_count=14,
)
SEARCH = settings(CALM, max_examples=150, stateful_step_count=25, phases=(Phase.generate,))

#: Module, what stands there, what a slip of the pen would make of it.
MUTANTS = [
    (rent, "range(1, most + 1)", "range(1, most + 2)"),
    (rent, "range(1, most + 1)", "range(1, most)"),
    (rent, "for number, grant in zip(free,", "for number, grant in zip(free[::-1],"),
    (rent, "if len(free) < len(grants):", "if len(free) <= len(grants):"),
    (rent, "if len(free) < len(grants):", "if False:"),
    (rent, "if twice := sorted(set(numbers) & {grant.month for grant in grants}):", "if twice := []:"),
    (rent, "_count(case, len(grants))", "_count(case, 1)"),
    (rent, "_count(case, -len(months))", "_count(case, 0)"),
    (rent, 'month.state, month.at = "paid", now()', "month.at = now()"),
    (rent, '_note(case, month, "paid", "")', "pass"),
    (rent, '_note(case, month, "reversed", reason)', "pass"),
    (rent, "in reversed(_months(case)):", "in _months(case):"),
    (rent, "min(fen, month.granted_fen - month.recovered_fen)", "min(fen, month.granted_fen)"),
    (rent, "fen -= part", "pass"),
    (rent, "month.granted_fen if fen is None else fen", "month.granted_fen"),
    (rent, "units.take(case.enterprise_id,", "(lambda *_: None)(case.enterprise_id,"),
    (rent, "units.give_back(case.enterprise_id,", "(lambda *_: None)(case.enterprise_id,"),
    (caps, "CapAccount.used_fen + fen <= CapAccount.limit_fen", "CapAccount.used_fen + fen < CapAccount.limit_fen"),
    (caps, "CapAccount.used_fen + fen <= CapAccount.limit_fen", "CapAccount.used_fen <= CapAccount.limit_fen"),
    (caps, "values(used_fen=CapAccount.used_fen + fen)", "values(used_fen=fen)"),
    (caps, "values(used_fen=CapAccount.used_fen - entry.fen)", "values(used_fen=0)"),
    (caps, "CapEntry.fen > 0,", "CapEntry.fen > 2000,"),
]  # fmt: skip
#: Caught in every run: one of the count, one of the order, one of the money, one of the caps. All of them: `-m faults`.
ALWAYS = (0, 11, 13, 18)


def test_the_ledger_walks_with_its_model(app: Flask) -> None:
    with app.app_context():
        run_state_machine_as_test(RentMachine, settings=CALM)


@pytest.mark.parametrize("place", ALWAYS)
def test_a_seeded_mistake_is_caught(app: Flask, place: int) -> None:
    catch(app, *MUTANTS[place])


@pytest.mark.faults
@pytest.mark.parametrize("place", sorted(set(range(len(MUTANTS))) - set(ALWAYS)))
def test_every_seeded_mistake_is_caught(app: Flask, place: int, request: pytest.FixtureRequest) -> None:
    if "faults" not in request.config.getoption("-m"):
        pytest.skip("18 more mistakes: pytest -m faults")
    catch(app, *MUTANTS[place])


def catch(app: Flask, module: ModuleType, right: str, wrong: str) -> None:
    """Let the machine run on the broken code until something shows it."""
    broken = mutated(module, right, wrong)
    parts = {"rent": rent, "caps": caps, module.__name__.rpartition(".")[2]: broken}
    machine = type("Broken", (RentMachine,), parts)
    with app.app_context(), pytest.raises(Exception):  # noqa: B017, PT011  # whatever shows the mistake: row, refusal or schema
        run_state_machine_as_test(machine, settings=SEARCH)


def mutated(module: ModuleType, right: str, wrong: str) -> ModuleType:
    """The module with one place written wrong."""
    source = inspect.getsource(module)
    assert source.count(right) == 1, f"{right!r} stands {source.count(right)} times in {module.__name__}"
    made = ModuleType(module.__name__)
    exec(compile(source.replace(right, wrong), module.__name__, "exec"), made.__dict__)
    return made
