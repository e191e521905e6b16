"""A run done for real: every row, two workers at once, somebody who looks on, and the way back.

30 rows in the suite; `ZHIGAN_BULK_ROWS=500 pytest -n0 --log-cli-level=info` with this file measures the largest run.
"""

import logging
import os
import time

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.visitor import Visitor
from tests.workflow.actions.test_bulk_many import counts_of, many
from tests.workflow.actions.test_races import run_all
from tests.workflow.filing import actor
from tests.workflow.many import person
from workflow.actions import bulk, bulk_work
from workflow.actions.bulk import Row
from workflow.db import db
from workflow.models.bulk import BulkRun
from workflow.models.case import Case, Transition

ROWS = int(os.environ.get("ZHIGAN_BULK_ROWS", "30"))
FIRST = ROWS // 5
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"] if ROWS > 30 else ["sqlite"])
log = logging.getLogger(__name__)


def test_every_row_is_done_once_by_two_workers_and_taken_back(app: Flask) -> None:
    with app.app_context():
        cases = many(ROWS)
        given = [Row(case.number, case.version, person("shen")) for case in cases]
        run = bulk.order("allocate", given, actor("cheng"), "三月第一批分案")
        run_id, ref = run.id, run.ref
        db.session.commit()
        assert bulk_work.work_off(run_id, most=FIRST) == FIRST
    looker = Visitor(app, "lu")
    assert f"正在办：已过{FIRST}件，共{ROWS}件" in looker.open(
        f"/bulk/{ref}"
    )  # what the script asks for again every two seconds
    began = time.perf_counter()

    def work() -> None:
        with app.app_context():
            bulk_work.work_off(run_id)

    run_all([work, work])
    took = time.perf_counter() - began
    assert f"办成{ROWS}件，没办0件，共{ROWS}件" in looker.open(f"/bulk/{ref}")
    with app.app_context():
        assert counts_of(run_id) == {"done": ROWS}
        handed = select(func.count()).where(Transition.action == "hand_over")
        assert db.session.scalar(handed) == ROWS
        assert db.session.scalar(select(func.count()).where(Case.owner_id == person("shen"))) == ROWS
    cheng = Visitor(app, "cheng")
    cheng.open(f"/bulk/{ref}")
    assert "正在整批撤销" in cheng.send("/undo", expect=200)
    with app.app_context():
        began_back = time.perf_counter()
        back = db.session.scalars(select(BulkRun.id).where(BulkRun.undoes == run_id)).one()
        bulk_work.work_off(back)  # small ones were done with the request
        assert counts_of(back) == {"done": ROWS}
        assert db.session.scalar(select(func.count()).where(Case.owner_id.is_(None))) == ROWS
    took_back = time.perf_counter() - began_back
    log.info("%s rows by two workers %.1f s, %s taken back by one %.1f s", ROWS - FIRST, took, ROWS, took_back)
