"""What must not happen around objections and appeals: insiders as outsiders, answers rewritten, floods, lost statements."""

from collections.abc import Callable

import pytest
from flask import Flask

from states.lifecycle import Refused
from tests.visitor import Visitor
from tests.workflow.actions.test_objection import MONDAY, SAID, handled, noticed, raised
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor
from workflow.actions import assignment, casework, countersign, objection, objection_gate, ownership, resolution
from workflow.actions.advance import Entry, advance
from workflow.actions.countersign import Ground
from workflow.actions.once import KeyReusedError
from workflow.clock import told
from workflow.db import db
from workflow.models.case import Transition
from workflow.queries.casefile import open_file
from workflow.queries.handlers import second_persons


def test_who_worked_on_a_case_and_put_it_back_is_no_outsider(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = before_committee("10")
        for login, act in (
            ("cheng", lambda case, who: resolution.send_back(case, who, "再看一遍材料。")),
            ("shen", ownership.release),
            ("jiang", ownership.claim),
            ("jiang", casework.send_to_committee),
            ("tang", lambda case, who: resolution.send_back(case, who, "请原经办人办。")),
            ("jiang", ownership.release),
            ("shen", ownership.claim),
            ("shen", casework.send_to_committee),
            ("cheng", resolution.approve),
        ):
            act(locked(case_id), actor(login))
            db.session.commit()
        assert {actor("jiang").user_id, actor("tang").user_id} <= open_file(locked(case_id)).dossier.officers
        row = raised(case_id)
        with pytest.raises(Refused, match="另选一位"):
            assignment.assign(locked(case_id), row, actor("jiang").user_id or 0, actor("cheng"))
        db.session.rollback()


def test_who_decided_before_stays_an_insider_after_the_next_decision(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        row = handled(case_id)
        why = "金额要重新审定。"
        proposal = countersign.propose(locked(case_id), "uphold_objection", why, actor("cheng"), Ground(row))
        countersign.confirm(locked(case_id), proposal, actor("tang"))
        resolution.approve(locked(case_id), actor("tang"))
        db.session.commit()
        file = open_file(locked(case_id))
        assert {actor("cheng").user_id, actor("tang").user_id} <= file.dossier.officers
        assert actor("cheng").user_id not in {one.id for one in second_persons(file.dossier, None)}
        db.session.rollback()


def test_an_answered_objection_carries_no_proposal(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        answered = handled(case_id)
        objection.dismiss(locked(case_id), answered, actor("jiang"), "数据无误。")
        fresh = raised(case_id, key="another 012345678901")
        with pytest.raises(Refused, match="已经办结"):
            countersign.propose(locked(case_id), "uphold_objection", "重审", actor("cheng"), Ground(answered))
        with pytest.raises(Refused, match="指定处理人"):
            countersign.propose(locked(case_id), "uphold_objection", "重审", actor("cheng"), Ground(fresh))
        other = noticed("yanbei")
        foreign = handled(other, key="of another case 0123")
        with pytest.raises(Refused, match="已经办结"):
            countersign.propose(locked(case_id), "uphold_objection", "重审", actor("cheng"), Ground(foreign))
        db.session.rollback()
        assert (answered.state, answered.answer) == ("dismissed", "数据无误。")


def test_the_same_form_with_other_words_is_not_taken_for_the_first(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        one, other = noticed(), noticed("yanbei")
        raised(one)
        with pytest.raises(KeyReusedError):
            raised(one, said=SAID._replace(text="还有一件事。"))
        with pytest.raises(KeyReusedError):
            raised(other)
        db.session.rollback()


def test_who_signs_in_does_not_flood_a_case_either(app: Flask) -> None:
    with app.app_context(), told(MONDAY):
        case_id, rival = noticed(), actor("yanbei")
        for number in range(objection_gate.MOST_A_DAY):
            raised(case_id, key=f"key-{number}-0123456789", citizen=rival)
        with pytest.raises(Refused, match="太多"):
            raised(case_id, key="one too many 012345", citizen=rival)
        db.session.rollback()
        raised(case_id, key="somebody else 012345", citizen=actor("xingwan"))


def test_the_record_of_work_names_no_helper_from_outside(app: Flask) -> None:
    """Whoever answers an objection stays an outsider: the next one may be theirs too."""
    with app.app_context(), told(MONDAY):
        case_id = noticed()
        row = handled(case_id)
        objection.dismiss(locked(case_id), row, actor("jiang"), "数据无误。")
        case = locked(case_id)
        assert actor("jiang").user_id not in open_file(case).dossier.officers
        advance(case, "raise_objection", open_file(case).dossier, actor("jiang"), Entry(reason="又一件"))
        assert actor("jiang").user_id not in open_file(case).dossier.officers
        db.session.rollback()


def test_the_notice_that_was_set_aside_stays_in_the_record(app: Flask, visit: Callable[[str], Visitor]) -> None:
    with app.app_context():
        with told(MONDAY):
            case_id = noticed()
            fen = locked(case_id).award_fen
            row = handled(case_id)
            proposal = countersign.propose(locked(case_id), "uphold_objection", "重审", actor("cheng"), Ground(row))
            countersign.confirm(locked(case_id), proposal, actor("tang"))
            db.session.commit()
        case = locked(case_id)
        step, number = db.session.get_one(Transition, (case_id, case.version)), case.number
        assert step.detail["void_notice"] == ["2026-04-13", "2026-04-17", fen]
        db.session.rollback()
    assert "2026-04-13至2026-04-17" in visit("cheng").open(f"/cases/{number}/record")
