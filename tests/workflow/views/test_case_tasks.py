"""The task list as a function: every state says what is done and what stands still, and where it is to be done."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from states.names import State
from states.say import Say
from workflow.views.case_added_tasks import changes, promised, proofs, sampled
from workflow.views.case_later_tasks import later
from workflow.views.case_tasks import tasks

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
TALLY = {"passed": 3, "refused": 0, "open": 0, "missing": 0, "waived": 0}


def file(state: State, **more: Any) -> Any:
    """What the functions look at, in a case where nothing is in the way."""
    dossier = {
        "credit_checked": True, "accepted": True, "documents_unchecked": 0, "dishonest": False, "condition_open": False,
        "condition_days_left": None, "documents_deferred": 0, "proofs_missing": (), "overrides_open": 0, "sample": None,
    }  # fmt: skip
    case = {"state": state, "accepted_at": 1, "credit_checked_at": 1, "owner_id": 1, "cleared_at": None}
    whole: dict[str, Any] = {
        "unchecked_documents": (), "dishonest": False, "evaluation": None, "evaluation_stale": False, "review": None,
        "credit_checked": True, "to_follow": (), "decision": None, "publicity": None, "payment": None, "referral": None,
    }  # fmt: skip
    for known in (dossier, case, whole):
        known.update({name: more[name] for name in known.keys() & more.keys()})
    call = SimpleNamespace(requires=more.get("requires"))
    return SimpleNamespace(
        **whole,
        case=SimpleNamespace(**case, call=call),
        dossier=SimpleNamespace(**dossier),
        item=SimpleNamespace(kind=more.get("kind", "computes")),
        beside=SimpleNamespace(objections_open=more.get("objections", 0), appeals_open=more.get("appeals", 0)),
    )


def told(
    app: Flask, one: Any, tally: dict[str, int] | None = None, verified: tuple[int, int] = (0, 2)
) -> dict[str, str]:
    with app.test_request_context():
        return {task.name: task.state for task in tasks(one, TALLY | (tally or {}), verified)}


def test_the_tasks_of_each_state(app: Flask) -> None:
    evaluated = {"evaluation": 1, "review": SimpleNamespace(result="passed")}
    assert told(app, file(State.SUBMITTED, accepted_at=None))["受理"] == "doing"
    assert told(app, file(State.SUBMITTED))["材料核验结论"] == "doing"
    assert told(app, file(State.SUBMITTED, unchecked_documents=("a",)), {"missing": 1})["核验材料"] == "stuck"
    assert told(app, file(State.CORRECTION, unchecked_documents=("a",)))["核验材料"] == "stuck"
    assert told(app, file(State.SUBMITTED, credit_checked=False))["信用核查"] == "stuck"  # too old
    assert told(app, file(State.EVALUATED, credit_checked=False, **evaluated))["信用核查"] == "done"
    assert told(app, file(State.SUBMITTED), verified=(2, 2))["核对事实"] == "done"
    assert told(app, file(State.PUBLICITY), verified=(1, 2))["核对事实"] == "off"  # too late
    assert told(app, file(State.DOCUMENTS_CHECKED))["评估金额"] == "doing"
    assert told(app, file(State.EVALUATED, evaluation=1, evaluation_stale=True))["评估金额"] == "stuck"
    assert told(app, file(State.EVALUATED, evaluation=1))["复核"] == "doing"
    returned = file(State.DOCUMENTS_CHECKED, evaluation=1, review=SimpleNamespace(result="returned"))
    assert told(app, returned)["复核"] == "stuck"
    assert told(app, file(State.COMMITTEE, **evaluated))["会议审定"] == "doing"
    rejected = told(app, file(State.REJECTED, **evaluated))
    assert (rejected["会议审定"], rejected["拨付"]) == ("done", "off")
    assert set(told(app, file(State.PAID, cleared_at=1, **evaluated), verified=(2, 2)).values()) == {"done"}


def test_what_stands_in_the_way_of_money(app: Flask) -> None:
    def payment(**more: Any) -> str:
        with app.test_request_context():
            return {task.name: task.state for task in later(file(State.PUBLICITY, **more))}["拨付"]

    assert payment() == "none"
    assert payment(cleared_at=1) == "doing"
    assert payment(cleared_at=1, appeals=1) == "stuck"
    assert payment(cleared_at=1, sample="objected") == "stuck"
    assert payment(cleared_at=1, payment=SimpleNamespace(state="failed")) == "stuck"
    with app.test_request_context():
        assert [task.state for task in later(file(State.REFERRED, kind="refers"))] == ["doing"]
        assert {t.name: t.state for t in later(file(State.PUBLICITY, objections=1))}["公示"] == "stuck"


def test_tasks_that_only_some_cases_have(app: Flask) -> None:
    with app.test_request_context():
        plain = file(State.SUBMITTED)
        assert [*promised(plain.dossier), *proofs(plain), *changes(plain.dossier), *sampled(plain.dossier)] == []
        late = file(State.SUBMITTED, condition_open=True, documents_deferred=1, condition_days_left=-1)
        assert [task.state for task in promised(late.dossier)] == ["stuck"]
        waits = file(State.SUBMITTED, condition_open=True, condition_days_left=3)
        assert [task.state for task in promised(waits.dossier)] == ["doing"]
        asked = file(
            State.DOCUMENTS_CHECKED, requires=["visit"], proofs_missing=(Say("还没有现场核查", "No visit yet"),)
        )
        assert [(task.state, task.why) for task in proofs(asked)] == [("doing", "还没有现场核查")]
        assert [task.state for task in proofs(file(State.EVALUATED, requires=["visit"]))] == ["done"]
        assert [task.state for task in changes(file(State.EVALUATED, overrides_open=2).dossier)] == ["stuck"]
        assert [task.state for task in sampled(file(State.PUBLICITY, sample="open").dossier)] == ["doing"]
