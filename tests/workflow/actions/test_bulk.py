"""One act on many cases: the plan, row after row, what stops one and not the others, and the way back."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from states.lifecycle import Refused
from tests.workflow.filing import actor, reload, submitted
from tests.workflow.many import person
from workflow.actions import bulk, bulk_work, checking, ownership
from workflow.actions.bulk import Row
from workflow.actions.bulk_plan import plan
from workflow.actions.sharing import Todo, share
from workflow.clock import now, told
from workflow.db import db
from workflow.jobs import bulk as job
from workflow.models.bulk import BulkItem, BulkRun
from workflow.models.case import Case, Transition
from workflow.models.notice import Notice
from workflow.models.user import User
from workflow.queries.caseworkers import caseworkers


def loaded(numbers: Sequence[str]) -> list[Case]:
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).where(Case.number.in_(numbers))
    return list(db.session.scalars(query.order_by(Case.id)))


def rows_of(numbers: Sequence[str], to: str | None = None) -> list[Row]:
    versions = dict(db.session.execute(select(Case.number, Case.version).where(Case.number.in_(numbers))).all())
    return [Row(number, versions[number], person(to) if to else None) for number in numbers]


def ordered(act: str, rows: Sequence[Row], who: str = "shen", reason: str = "") -> int:
    run = bulk.order(act, rows, actor(who), reason)
    db.session.commit()
    bulk_work.work_off(run.id)
    return run.id


def results(run_id: int) -> list[tuple[str, str]]:
    items = select(BulkItem).where(BulkItem.run_id == run_id).order_by(BulkItem.place)
    return [(item.state, item.said_zh) for item in db.session.scalars(items)]


def owners(numbers: Sequence[str]) -> list[int | None]:
    return list(db.session.scalars(select(Case.owner_id).where(Case.number.in_(numbers)).order_by(Case.id)))


def test_work_is_shared_so_that_nobody_has_much_more() -> None:
    todos = [Todo(1, 3), Todo(2, 3), Todo(3, 1), Todo(4, 2, frozenset({7})), Todo(5, 1, frozenset({7, 8}))]
    assert share(todos, {7: 2, 8: 0}) == {1: 8, 2: 7, 3: 7, 4: 8, 5: None}
    assert share([], {7: 0}) == {}
    assert share([Todo(1, 1)], {}) == {1: None}
    many = list(share([Todo(key, 1) for key in range(100)], {7: 10, 8: 0, 9: 0}).values())
    assert sorted((10 + many.count(7), many.count(8), many.count(9))) == [36, 37, 37]


def test_rows_are_done_one_by_one_and_taken_back(app: Flask) -> None:
    with app.app_context():
        numbers = [submitted(login).number for login in ("lanxi", "yanbei", "qinglan")]
        ownership.claim(loaded(numbers[1:2])[0], actor("jiang"))
        db.session.commit()
        why = [one.why and one.why.code for one in plan("claim", loaded(numbers), actor("shen"))]
        assert why == [None, "unclaimed", None]
        rows = rows_of(numbers)
        checking.check_credit(loaded(numbers[:1])[0], actor("jiang"))  # after the preview
        db.session.commit()
        run = ordered("claim", rows)
        assert [state for state, _said in results(run)] == ["refused", "refused", "done"]
        assert "江予" in results(run)[0][1]
        assert "做了信用核查" in results(run)[0][1]
        assert owners(numbers) == [None, person("jiang"), person("shen")]
        first = db.session.get_one(BulkRun, run)
        assert first.ended_at is not None
        with pytest.raises(Refused) as refusal:
            bulk.undo(first, actor("jiang"))
        assert refusal.value.blockers[0].code == "not_undoable"
        with told(now() + timedelta(minutes=11)), pytest.raises(Refused) as refusal:
            bulk.undo(first, actor("shen"))
        assert refusal.value.blockers[0].code == "undo_too_late"
        back = bulk.undo(first, actor("shen")).id
        db.session.commit()
        assert bulk_work.work_off(back) == 1
        assert bulk_work.work_off(back) == 0
        assert owners(numbers) == [None, person("jiang"), None]
        assert bulk_work.work_off(run) == 0  # a run that ended does nothing


def test_a_supervisor_shares_cases_out_and_takes_them_back(app: Flask) -> None:
    with app.app_context():
        numbers = [submitted(login).number for login in ("lanxi", "yanbei", "qinglan", "xingwan")]
        ownership.claim(loaded(numbers[:1])[0], actor("shen"))
        db.session.commit()
        cheng = actor("cheng")
        chosen = [one for one in caseworkers() if one.name in {"沈砚", "江予"}]
        planned = plan("allocate", loaded(numbers), cheng, chosen)
        assert [one.why and one.why.code for one in planned] == ["same_owner", None, None, None]
        got = [one.to_id for one in planned[1:]]
        assert sorted(got, key=str).count(person("jiang")) == 2  # shen has one already
        assert [one.why and one.why.code for one in plan("allocate", loaded(numbers), cheng)] == ["nobody_chosen"] * 4
        rows = [Row(one.case.number, one.case.version, one.to_id) for one in planned if one.why is None]
        for wrong, code in ((rows, "not_your_act"), ([], "nothing_chosen")):
            with pytest.raises(Refused) as refusal:
                bulk.order("allocate", wrong, actor("shen") if wrong else cheng, "分案")
            assert refusal.value.blockers[0].code == code
        run = ordered("allocate", rows, "cheng", "三月第一批分案")
        assert [state for state, _said in results(run)] == ["done"] * 3
        assert owners(numbers)[1:] == got
        told_to = select(Notice.user_id, Notice.title_zh).where(Notice.kind == "handed_over").order_by(Notice.user_id)
        assert db.session.execute(told_to).all() == [
            (person("shen"), "程述分给您1件申请"), (person("jiang"), "程述分给您2件申请"),
        ]  # fmt: skip
        ownership.release(loaded([numbers[1]])[0], actor("shen" if got[0] == person("shen") else "jiang"))
        db.session.commit()
        back = bulk.undo(db.session.get_one(BulkRun, run), cheng).id
        db.session.commit()
        bulk_work.work_off(back)
        assert [state for state, _said in results(back)] == ["refused", "done", "done"]
        assert owners(numbers) == [person("shen"), None, None, None]


def test_an_error_of_ours_stops_one_row_only(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        numbers = [submitted(login).number for login in ("lanxi", "yanbei")]
        db.session.commit()
        bad = loaded(numbers)[0].id
        real = bulk_work.STEPS["check_credit"]

        def sometimes(case: Case, who: object) -> None:
            if case.id == bad:
                raise RuntimeError("broken")
            real(case, who)

        monkeypatch.setitem(bulk_work.STEPS, "check_credit", sometimes)
        run = ordered("check_credit", rows_of(numbers))
        assert [state for state, _said in results(run)] == ["failed", "done"]
        assert reload(numbers[0]).credit_checked_at is None


def test_an_error_does_not_overwrite_what_somebody_else_did_meanwhile(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        numbers = [submitted().number]
        db.session.commit()
        run = bulk.order("check_credit", rows_of(numbers), actor("shen")).id
        db.session.commit()
        real, tries = bulk_work._try, []

        def first_breaks(item: BulkItem) -> None:
            tries.append(item.place)
            if len(tries) == 1:
                db.session.rollback()
                bulk_work._one(run)  # another worker gets the row as soon as it is let go
                raise RuntimeError("broken")
            real(item)

        monkeypatch.setattr(bulk_work, "_try", first_breaks)
        bulk_work.work_off(run)
        assert [state for state, _said in results(run)] == ["done"]


def test_the_worker_takes_up_what_was_left_open(app: Flask) -> None:
    with app.app_context():
        numbers = [submitted(login).number for login in ("lanxi", "yanbei")]
        run = bulk.order("claim", rows_of(numbers), actor("shen"))
        db.session.commit()
        assert bulk_work.work_off(run.id, most=1) == 1
        assert not job.waiting()  # still left to who ordered it
        with told(now() + timedelta(seconds=5)):
            assert job.waiting()
            db.session.rollback()
            assert job.work() == 1
            assert not job.waiting()
        assert owners(numbers) == [person("shen")] * 2


def test_who_lost_the_account_does_nothing_any_more(app: Flask) -> None:
    with app.app_context():
        number = submitted().number
        run = bulk.order("claim", rows_of([number]), actor("shen"))
        db.session.flush()
        db.session.get_one(User, person("shen")).active = False
        db.session.commit()
        bulk_work.work_off(run.id)
        assert [state for state, _said in results(run.id)] == ["refused"]
        taken = select(func.count()).where(Transition.action == "claim")
        assert db.session.scalar(taken) == 0
