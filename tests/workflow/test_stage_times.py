"""The kept table of stage times equals a live count, whenever and however often it is counted; what is told follows from it."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete, func, select, update

from tests.road import Road
from workflow.clock import now, told
from workflow.db import db
from workflow.jobs import stage_recount, stage_times
from workflow.models.stage_time import StageTime
from workflow.queries.stage_times import percentile, usual


def total() -> int:
    return int(db.session.scalar(select(func.sum(StageTime.times))) or 0)


def test_counting_is_idempotent_and_follows_what_happens(app: Flask) -> None:
    road = Road(app)
    road.to("paid")
    road.to("documents_checked", firm="yanbei")
    with app.app_context():
        assert stage_times.count_new() == 8  # six stages of the paid case, acceptance and documents check of the other
        assert stage_times.count_new() == 0
        assert stage_recount.differences() == []
        road.play.evaluate()
        road.play.review()
        road.play.send()
        assert stage_recount.differences() == [(("10", "evaluation", 0), 1, 2)]
        assert stage_times.count_new() == 1
        assert (stage_recount.differences(), total()) == ([], 9)


def test_a_late_step_is_found_again(app: Flask) -> None:
    """A transaction that began earlier may commit after the worker looked: the last hour is looked at again."""
    road = Road(app)
    road.to("accepted")
    with app.app_context():
        assert stage_times.count_new() == 1
        with told(now() - timedelta(minutes=50)):
            road.play.check()
        assert stage_times.count_new() == 1
        assert stage_recount.differences() == []


@pytest.mark.parametrize("size", [1, 3])
def test_parts_add_up(app: Flask, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(stage_times, "AT_ONCE", size)
    monkeypatch.setattr(stage_recount, "AT_ONCE", size)
    for firm in ("lanxi", "yanbei"):
        Road(app).to("committee", firm=firm)
    with app.app_context():
        assert stage_times.count_new() == 6
        assert stage_recount.differences() == []
        assert (stage_recount.rebuild(), total()) == (6, 6)
        assert stage_times.count_new() == 0


def test_the_command_finds_a_wrong_count_and_mends_it(app: Flask) -> None:
    Road(app).to("committee")
    run: FlaskCliRunner = app.test_cli_runner()
    assert "0 differences" in run.invoke(args=["figures", "check"]).output
    with app.app_context():
        db.session.execute(update(StageTime).values(times=StageTime.times + 1))
        db.session.commit()
    wrong = run.invoke(args=["figures", "check"])
    assert (wrong.exit_code, "the table says 2, the cases say 1" in wrong.output) == (1, True)
    assert "3 finished stages counted" in run.invoke(args=["figures", "rebuild"]).output
    assert run.invoke(args=["figures", "check"]).exit_code == 0


@pytest.mark.parametrize(
    ("counts", "half", "most"),
    [({3: 1}, 3, 3), ({1: 5, 9: 5}, 1, 9), ({1: 9, 9: 1}, 1, 1), ({1: 89, 4: 11}, 1, 4), ({0: 1, 1: 1, 2: 1}, 1, 2)],
)
def test_percentiles_are_nearest_ranks(counts: dict[int, int], half: int, most: int) -> None:
    assert (percentile(counts, 50), percentile(counts, 90)) == (half, most)


def test_ten_cases_of_the_item_else_of_all_else_nothing(app: Flask) -> None:
    with app.app_context():
        db.session.execute(delete(StageTime))
        db.session.add_all(
            [
                StageTime(stage="evaluation", item="5", days=3, times=9),
                StageTime(stage="committee", item="5", days=3, times=9),
                StageTime(stage="committee", item="10", days=8, times=1),
                StageTime(stage="payment", item="5", days=1, times=5),
                StageTime(stage="payment", item="5", days=7, times=5),
                StageTime(stage="payment", item="10", days=2, times=400),
            ]
        )
        db.session.flush()
        assert usual("5", "evaluation") is None
        assert usual("5", "committee") == (3, 3, 10, False)
        assert usual("5", "payment") == (1, 7, 10, True)
