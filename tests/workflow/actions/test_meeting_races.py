"""Two officers decide at one moment: exactly one does, the other reads who was faster (409). With the naive twin.

Short in the usual run; `pytest -m faults tests/workflow/actions/test_meeting_races.py` plays 250 rounds through the pages.
"""

import threading
from collections import Counter
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from tests.visitor import Visitor
from tests.workflow.actions.test_races import run_all
from tests.workflow.desk import before_committee, locked, new_firm
from tests.workflow.filing import actor
from tests.workflow.meeting_ground import opened, roll, voted
from workflow.actions import meeting, meeting_run
from workflow.db import db
from workflow.models.agenda import AgendaItem
from workflow.models.budget import BudgetEntry
from workflow.models.case import Case, Transition
from workflow.models.decision import Award

FEW, MANY = 3, 250


def decided(app: Flask, case_id: int) -> tuple[str, int]:
    """The state of a case, and how many times it was decided."""
    with app.app_context():
        query = select(func.count()).where(
            Transition.case_id == case_id, Transition.action.in_(("approve", "reject", "send_back"))
        )
        return locked(case_id).state, int(db.session.scalar(query) or 0)


def test_two_supervisors_click_at_one_moment(app: Flask) -> None:
    clicking(app, FEW)


@pytest.mark.faults
def test_two_supervisors_click_at_one_moment_again_and_again(app: Flask, request: pytest.FixtureRequest) -> None:
    if "faults" not in request.config.getoption("-m"):
        pytest.skip("250 rounds: pytest -m faults")
    clicking(app, MANY)


def clicking(app: Flask, rounds: int) -> None:
    """Through the pages: one approves, the other refuses; each has the case on the screen as it was."""
    people = [Visitor(app, "cheng"), Visitor(app, "tang")]
    for _ in range(rounds):
        with app.app_context():
            case_id = before_committee("10", firm=new_firm())
            number = db.session.scalars(select(Case.number).where(Case.id == case_id)).one()
            db.session.commit()
        sent: list[tuple[Any, str, dict[str, Any]]] = []
        for person, step, more in zip(people, ("approval", "refusal"), ({}, {"reject-reason": "不符合"}), strict=True):
            person.open(f"/committee/{number}")
            form = person.form(f"/{step}")
            sent.append((person.client, form.action, {k: v[0] for k, v in form.fields.items()} | more))
        start, answers = threading.Barrier(2), Counter[int]()

        def click(client: Any, url: str, data: dict[str, Any], start: Any = start, answers: Any = answers) -> None:
            start.wait(10)
            answers[client.post(url, data=data).status_code] += 1

        run_all([partial(click, *one) for one in sent])
        assert answers == {303: 1, 409: 1}
        state, times = decided(app, case_id)
        assert (state in {"publicity", "rejected"}, times) == (True, 1)


def test_a_meeting_is_executed_once_by_two_at_one_moment(app: Flask) -> None:
    with app.app_context():
        roll()
        db.session.commit()
    for _ in range(FEW):
        with app.app_context():
            ids = [before_committee("10", firm=new_firm()) for _ in range(3)]
            row = opened(ids)
            for case_id in ids:
                voted(row, case_id)
            meeting.close(row, actor("bai"))
            meeting_run.start(row, actor("cheng"))
            key = row.id
            db.session.commit()
        start = threading.Barrier(2)
        done: list[int] = []

        def work(start: Any = start, done: Any = done, key: int = key) -> None:
            with app.app_context():
                start.wait(10)
                done.append(meeting_run.work_off(key))

        run_all([work, work])
        with app.app_context():
            assert sum(done) == 3
            assert set(db.session.scalars(select(AgendaItem.state).where(AgendaItem.meeting_id == key))) == {"done"}
            for table in (Award, BudgetEntry):
                count = select(func.count()).select_from(table).where(table.case_id.in_(ids))
                assert db.session.scalar(count) == 3


def test_naive_twin_lets_both_decide(app: Flask) -> None:
    """Look at the state, think, write: both find the case undecided."""
    thought = threading.Barrier(2)

    def decide(word: str) -> None:
        with app.app_context():
            with db.engine.begin() as connection:
                state = connection.execute(text("SELECT state FROM naive_case")).scalar_one()
            thought.wait(10)
            if state == "committee":
                with db.engine.begin() as connection:
                    connection.execute(text("INSERT INTO naive_decision VALUES (:word)"), {"word": word})
                    connection.execute(text("UPDATE naive_case SET state = 'decided'"))

    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("CREATE TABLE naive_case (state TEXT)"))
            connection.execute(text("CREATE TABLE naive_decision (word TEXT)"))
            connection.execute(text("INSERT INTO naive_case VALUES ('committee')"))
        run_all([partial(decide, "approve"), partial(decide, "reject")])
        with db.engine.begin() as connection:
            assert connection.execute(text("SELECT count(*) FROM naive_decision")).scalar_one() == 2
