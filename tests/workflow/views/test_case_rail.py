"""The side of the case page: since when somebody's turn is, what stands above what, and no request on a case that ended."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from states.names import State
from tests.visitor import Visitor
from tests.workflow.onward import evaluated
from workflow.db import db
from workflow.views.case_register_checks import credit
from workflow.views.whose_turn import turn_since

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
ENTERED = date(2026, 3, 2)
EVALUATED = SimpleNamespace(at=datetime(2026, 3, 9, 1, 0, tzinfo=UTC))
REVIEWED = SimpleNamespace(at=datetime(2026, 3, 16, 1, 0, tzinfo=UTC), result="passed")


def since(state: State, *, review: Any = None, stale: bool = False, clock: bool = True) -> date | None:
    """The day for a case whose stage began on ENTERED."""
    dossier = SimpleNamespace(state=state, evaluation_stale=stale)
    standing: Any = SimpleNamespace(clock=SimpleNamespace(since=ENTERED) if clock else None)
    file: Any = SimpleNamespace(dossier=dossier, evaluation=EVALUATED, review=review)
    return turn_since(standing, file)


def test_the_turn_begins_with_the_evaluation_and_with_its_review(app: Flask) -> None:
    assert since(State.EVALUATED) == date(2026, 3, 9)
    assert since(State.EVALUATED, review=REVIEWED) == date(2026, 3, 16)
    assert since(State.EVALUATED, stale=True) == ENTERED
    assert since(State.COMMITTEE, review=REVIEWED) == ENTERED
    assert since(State.PAID, clock=False) is None


@pytest.mark.parametrize(("state", "level"), [("evaluated", "wait"), ("paid", "ok"), ("referred", "ok")])
def test_nobody_is_asked_to_look_again_once_the_case_ended(app: Flask, state: str, level: str) -> None:
    case = SimpleNamespace(state=state, credit_checked_at=EVALUATED.at)
    file: Any = SimpleNamespace(case=case, dishonest=False, credit_checked=False)
    with app.test_request_context():
        assert credit(file).level == level
        file.dishonest = True
        assert credit(file).level == "bad"


def test_notes_and_messages_stand_before_papers_and_record(app: Flask) -> None:
    with app.app_context():
        number = evaluated().number
        db.session.commit()
    page = Visitor(app, "shen").open(f"/cases/{number}")
    places = [page.index(f'aria-labelledby="{name}"') for name in ("dl", "notes-h", "msg", "form", "h")]
    assert places == sorted(places)
