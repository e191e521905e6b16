"""The rent ledger under officers who act at once: 0 violations, 0 honest refusals; its naive twin fails in every scene.

Short in the usual run; `pytest -m faults tests/workflow/actions/test_rent_races.py` plays 500 rounds of each scene.
"""

import pytest
from flask import Flask

from tests.workflow.actions import rent_twin
from tests.workflow.actions.rent_race import SCENES, Scene, Tally, play
from workflow.queries.rent_check import findings

SHORT, LONG = 12, 500
NAMES = [scene.name for scene in SCENES]


def played(app: Flask, scene: Scene, rounds: int) -> Tally:
    tally = Tally()
    with app.app_context():
        for _ in range(rounds):
            play(app, scene, tally)
    return tally


def judged(app: Flask, scene: Scene, tally: Tally) -> None:
    assert +tally.violations == {}
    assert tally.refused == 0
    with app.app_context():
        assert list(findings()) == []


@pytest.mark.parametrize("scene", SCENES, ids=NAMES)
def test_officers_at_once(app: Flask, scene: Scene) -> None:
    judged(app, scene, played(app, scene, SHORT))


@pytest.mark.faults
@pytest.mark.parametrize("scene", SCENES, ids=NAMES)
def test_officers_at_once_500_times(app: Flask, scene: Scene, request: pytest.FixtureRequest) -> None:
    if "faults" not in request.config.getoption("-m"):
        pytest.skip("500 rounds: pytest -m faults")
    judged(app, scene, played(app, scene, LONG))


@pytest.mark.parametrize("scene", [scene for scene in SCENES if len(scene.at_once) > 1], ids=lambda scene: scene.name)
def test_the_naive_twin_fails(app: Flask, scene: Scene) -> None:
    rent_twin.make(app)
    assert rent_twin.play(app, scene, 1)
