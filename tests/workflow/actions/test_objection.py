"""Objections: confidential, handled by an outsider, a pause for one case only, and with two people back to the committee."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor, pdf
from workflow.actions import assignment, countersign, objection, objection_gate, publicity, resolution
from workflow.actions.countersign import Ground
from workflow.clock import told
from workflow.db import db
from workflow.models.budget import BudgetEntry
from workflow.models.case import Case, Transition
from workflow.models.decision import Award, Decision
from workflow.models.notice import Notice
from workflow.models.objection import Objection, Objector

MONDAY = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
SAID = objection.Statement("王小溪", "13900000009", "规模数据与公开年报不符，请核对。")


def noticed(firm: str = "lanxi") -> int:
    case_id = before_committee("10", firm=firm)
    resolution.approve(locked(case_id), actor("cheng"))
    db.session.commit()
    return case_id


def raised(case_id: int, key: str = "k" * 24, said: objection.Statement = SAID, **who: Any) -> Objection:
    who = who or {"source": "a" * 64}
    row = objection.raise_objection(locked(case_id), said, form_key=key, **who)
    db.session.commit()
    return row


def handled(case_id: int, by: str = "jiang", **more: Any) -> Objection:
    row = raised(case_id, **more)
    assignment.assign(locked(case_id), row, actor(by).user_id or 0, actor("cheng"))
    db.session.commit()
    return row


def test_it_has_a_receipt_and_five_working_days(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        row = raised(case_id, said=SAID._replace(file=("证明.pdf", pdf())))
        assert (row.state, row.due_on, len(row.receipt)) == ("open", date(2026, 4, 20), 12)
        who = db.session.get_one(Objector, row.id)
        assert (who.name, who.contact, who.file_name) == ("王小溪", "13900000009", "证明.pdf")
        assert raised(case_id).id == row.id  # the same form again
        assert len(db.session.scalars(select(Objection)).all()) == 1


def test_nothing_else_says_who_objected(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        rival = actor("yanbei")
        row = handled(case_id, citizen=rival)
        objection.dismiss(locked(case_id), row, actor("jiang"), "年报口径不同，数据无误。")
        db.session.commit()
        steps = db.session.scalars(select(Transition).where(Transition.case_id == case_id)).all()
        assert [step.actor_id for step in steps if step.action == "raise_objection"] == [None]
        told_of = db.session.scalars(select(Notice).where(Notice.kind.like("objection%"))).all()
        everything = [f"{step.reason}{step.detail}" for step in steps] + [
            f"{note.title_zh}{note.body_zh}{note.title_en}{note.body_en}" for note in told_of
        ]
        for text in everything:
            assert SAID.name not in text
            assert SAID.contact not in text
            assert SAID.text not in text
        assert {note.user_id for note in told_of if note.case_id is None} == {rival.user_id}  # the answer is theirs


def test_only_in_time_only_others_and_not_too_many(app: Flask) -> None:
    with app.app_context():
        with told(MONDAY):
            case_id = noticed()
            with pytest.raises(Refused, match="本单位"):
                raised(case_id, citizen=actor("lanxi"))
            db.session.rollback()
            for number in range(objection_gate.MOST_A_DAY):
                raised(case_id, key=f"key-{number}-0123456789")
            with pytest.raises(Refused, match="太多"):
                raised(case_id, key="one too many 012345")
            db.session.rollback()
            raised(case_id, key="from elsewhere 012345", source="b" * 64)
        with told(datetime(2026, 4, 18, 2, tzinfo=UTC)), pytest.raises(Refused, match="公示期已过"):
            raised(case_id, key="too late 0123456789")
        db.session.rollback()


def test_the_handler_had_nothing_to_do_with_the_case(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        row = raised(case_id)
        for insider in ("shen", "xu", "cheng"):
            with pytest.raises(Refused, match="另选一位"):
                assignment.assign(locked(case_id), row, actor(insider).user_id or 0, actor("cheng"))
        with pytest.raises(Refused, match="科室负责人"):
            assignment.assign(locked(case_id), row, actor("jiang").user_id or 0, actor("jiang"))
        with pytest.raises(Refused, match="指定的处理人"):
            objection.dismiss(locked(case_id), row, actor("jiang"), "不成立")
        db.session.rollback()


def test_it_pauses_its_own_case_until_it_is_answered(app: Flask) -> None:
    with app.app_context():
        with told(MONDAY):
            one, other = noticed(), noticed("yanbei")
            row = handled(one)
        with told(datetime(2026, 4, 20, 2, tzinfo=UTC)):
            assert publicity.clear_due(date(2026, 4, 20)) == 1
            db.session.commit()
            assert (locked(one).cleared_at, locked(other).cleared_at is None) == (None, False)
            with pytest.raises(Refused, match="异议"):
                publicity.clear(locked(one))
            db.session.rollback()
            objection.dismiss(locked(one), row, actor("jiang"), "数据无误。")
            assert publicity.clear_due(date(2026, 4, 20)) == 1
            db.session.commit()
            assert locked(one).cleared_at is not None
        db.session.rollback()


def test_upheld_by_two_people_it_goes_back_to_the_committee(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        row, other = handled(case_id), raised(case_id, key="another 012345678901")
        why = "年报与申报数据不一致，金额要重新审定。"
        proposal = countersign.propose(locked(case_id), "uphold_objection", why, actor("cheng"), Ground(row))
        db.session.commit()
        for wrong in ("cheng", "xu", "jiang", "fang"):
            with pytest.raises(Refused, match="确认人"):
                countersign.confirm(locked(case_id), proposal, actor(wrong))
            db.session.rollback()
        countersign.confirm(locked(case_id), proposal, actor("tang"))
        db.session.commit()
        case = locked(case_id)
        assert (case.state, case.award_fen, case.cleared_at) == ("committee", None, None)
        assert (row.state, row.answer, other.state) == ("upheld", why, "superseded")
        assert db.session.scalars(select(Award.reversed_at).where(Award.case_id == case_id)).one() is not None
        assert sum(db.session.scalars(select(BudgetEntry.fen).where(BudgetEntry.case_id == case_id))) == 0
        assert db.session.scalars(select(Decision).where(Decision.case_id == case_id)).all() == []
        step = db.session.get_one(Transition, (case_id, case.version))
        assert (step.action, step.actor_id) == ("uphold_objection", actor("cheng").user_id)
        assert step.detail["second_person"] == actor("tang").user_id
        db.session.commit()
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()
        assert locked(case_id).state == "publicity"
        db.session.rollback()


def test_a_proposal_is_void_when_the_case_has_moved_on(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        row = handled(case_id)
        proposal = countersign.propose(locked(case_id), "uphold_objection", "重审", actor("cheng"), Ground(row))
        db.session.commit()
        raised(case_id, key="meanwhile 0123456789")
        with pytest.raises(Refused, match="已作废"):
            countersign.confirm(locked(case_id), proposal, actor("tang"))
        db.session.rollback()
        again = countersign.propose(locked(case_id), "uphold_objection", "重审", actor("cheng"), Ground(row))
        db.session.commit()
        assert (proposal.state, again.state) == ("void", "open")
        countersign.refuse(locked(case_id), again, actor("tang"))
        db.session.commit()
        assert (again.state, db.session.get_one(Case, case_id).state) == ("refused", "publicity")
