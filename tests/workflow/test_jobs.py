"""The worker: each thing it does happens once, whoever else works, and one that fails does not stop the others."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from tests.road import Road
from tests.workflow.jobs.mailbox import files
from workflow.clock import now, told
from workflow.db import db
from workflow.jobs import deadlines, worker
from workflow.models.case import Case, Transition


def test_publicity_ends_when_its_days_are_over(app: Flask) -> None:
    road = Road(app)
    road.to("publicity")
    with app.app_context():
        assert deadlines.clear_publicity() == 0
        with told(now() + timedelta(days=21)):
            assert deadlines.clear_publicity() == 1
            assert deadlines.clear_publicity() == 0
        case = db.session.get_one(Case, road.case_id)
        assert case.cleared_at is not None
        last = db.session.get_one(Transition, (case.id, case.version))
        assert (last.action, last.role, last.actor_id) == ("clear_publicity", "system", None)


def test_a_correction_nobody_answered_lapses(app: Flask) -> None:
    road = Road(app)
    road.to("correction")
    with app.app_context():
        assert deadlines.lapse_corrections() == 0
        with told(now() + timedelta(days=45)):
            assert deadlines.lapse_corrections() == 1
            assert deadlines.lapse_corrections() == 0
        assert db.session.get_one(Case, road.case_id).state == "withdrawn"


def test_a_job_that_fails_does_not_stop_the_others(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> int:
        raise RuntimeError("bad luck")

    todo = [worker.Job("broken", 60, broken), worker.Job("sound", 60, lambda: 3)]
    with app.app_context():
        assert worker.run_due(todo) == {"sound": 3}
        assert worker.run_due(todo) == {}, "neither is due again at once"
    assert "job broken failed" in caplog.text


def test_the_worker_starts_works_and_ends(app: Flask) -> None:
    Road(app).to("correction")
    end = worker.start(app)
    done = threading.Event()
    for _ in range(100):
        if files(app):
            done.set()
            break
        threading.Event().wait(0.05)
    end()
    assert done.is_set()
    assert "worker" not in {thread.name for thread in threading.enumerate()}
