"""The budget under approvals that come at once: never overspent, nothing honest refused; its naive twin overspends.

Short in the usual run; `pytest -m faults tests/workflow/actions/test_budget_races.py` plays 1,000 rounds of two and 500 of eight.
"""

import threading

import pytest
from flask import Flask
from sqlalchemy import text

from tests.workflow.actions.budget_race import SCENES, Scene, Tally, ledger_is_whole, play
from tests.workflow.actions.rent_race import together
from workflow.db import db

SHORT = 6
NAMES = [scene.name for scene in SCENES]


def played(app: Flask, scene: Scene, rounds: int) -> Tally:
    tally = Tally()
    with app.app_context():
        for _ in range(rounds):
            play(app, scene, tally)
        assert ledger_is_whole()
    assert (tally.rounds, +tally.violations) == (rounds, {})
    return tally


@pytest.mark.parametrize("scene", SCENES, ids=NAMES)
def test_approvals_at_once(app: Flask, scene: Scene) -> None:
    assert played(app, scene, SHORT).done >= SHORT


@pytest.mark.faults
@pytest.mark.parametrize("scene", SCENES, ids=NAMES)
def test_approvals_at_once_many_times(app: Flask, scene: Scene, request: pytest.FixtureRequest) -> None:
    if "faults" not in request.config.getoption("-m"):
        pytest.skip("1,000 rounds of two, 500 of eight: pytest -m faults")
    played(app, scene, 500 if len(scene.wants) == 8 else 1000)


@pytest.mark.parametrize("scene", SCENES[:3], ids=NAMES[:3])
def test_the_naive_twin_overspends(app: Flask, scene: Scene) -> None:
    """Read the sum, think, write: what everybody writes first."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE twin (fen INTEGER)"))
    thought = threading.Barrier(len(scene.wants))

    def reserve(fen: int) -> None:
        with db.engine.begin() as connection:
            used = connection.execute(text("SELECT coalesce(sum(fen), 0) FROM twin")).scalar_one()
        thought.wait(10)
        if used + fen <= scene.room:
            with db.engine.begin() as connection:
                connection.execute(text("INSERT INTO twin VALUES (:fen)"), {"fen": fen})

    together(app, [lambda fen=fen: reserve(fen) for fen in scene.wants])  # type: ignore[misc]
    with app.app_context(), db.engine.begin() as connection:
        assert connection.execute(text("SELECT sum(fen) FROM twin")).scalar_one() > scene.room
