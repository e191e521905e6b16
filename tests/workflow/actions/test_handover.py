"""A case goes to a colleague, helpers come and go, and a deputy acts in the owner's name."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.filing import actor, reload, submitted
from tests.workflow.many import person
from workflow.actions import casework, checking, handover, helping, ownership
from workflow.clock import now, told
from workflow.db import db
from workflow.models.case import Case, ControlStep, Transition
from workflow.models.notice import Notice


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refusal.value.blockers]


def newest(case: Case) -> Transition:
    return db.session.get_one(Transition, (case.id, case.version))


def told_of(kind: str) -> list[int]:
    return list(db.session.scalars(select(Notice.user_id).where(Notice.kind == kind).order_by(Notice.id)))


def test_a_case_goes_to_a_colleague_and_back(app: Flask) -> None:
    with app.app_context():
        case, shen, jiang, cheng = submitted(), actor("shen"), actor("jiang"), actor("cheng")
        handover.hand_over(case, person("shen"), "分案", cheng)  # nobody's: the supervisor gives it
        assert (case.owner_id, newest(case).role, newest(case).detail) == (
            shen.user_id, "supervisor", {"owner": [None, shen.user_id]},
        )  # fmt: skip
        with pytest.raises(Refused) as refusal:
            handover.hand_over(case, person("jiang"), "忙", jiang)
        assert codes(refusal) == ["gives_own"]
        for to, code in ((person("shen"), "same_owner"), (person("xu"), "not_a_caseworker"), (0, "not_a_caseworker")):
            with pytest.raises(Refused) as refusal:
                handover.hand_over(case, to, "忙", shen)
            assert codes(refusal) == [code]
        helping.add(case, person("jiang"), shen)
        handover.hand_over(case, person("jiang"), "出差", shen)
        assert newest(case).detail == {"owner": [shen.user_id, jiang.user_id], "helpers": [[jiang.user_id], []]}
        assert told_of("handed_over") == [shen.user_id, jiang.user_id]
        handover.undo(case, shen)
        db.session.commit()
        case = reload(case.number)
        assert case.owner_id == shen.user_id
        assert newest(case).detail == {"owner": [jiang.user_id, shen.user_id], "helpers": [[], [jiang.user_id]]}
        casework.accept(case, jiang)  # helps again
        assert case.owner_id == shen.user_id


def test_a_hand_over_is_taken_back_by_who_did_it_soon_and_before_anything_else(app: Flask) -> None:
    with app.app_context():
        case, shen, jiang, cheng = submitted(), actor("shen"), actor("jiang"), actor("cheng")
        ownership.claim(case, shen)
        handover.hand_over(case, person("jiang"), "调整", cheng)
        for who in (shen, jiang):
            with pytest.raises(Refused) as refusal:
                handover.undo(case, who)
            assert codes(refusal) == ["handed_by_you"]
        with told(now() + timedelta(minutes=11)), pytest.raises(Refused):
            handover.undo(case, cheng)
        checking.check_credit(case, jiang)
        with pytest.raises(Refused):
            handover.undo(case, cheng)


def test_who_reviewed_a_case_does_not_get_it(app: Flask) -> None:
    with app.app_context():
        case, cheng = submitted(), actor("cheng")
        db.session.add(ControlStep(case_id=case.id, round=1, step="second_review", actor_id=person("jiang"), at=now()))
        with pytest.raises(Refused) as refusal:
            handover.hand_over(case, person("jiang"), "调整", cheng)
        assert codes(refusal) == ["took_part"]
        ownership.claim(case, actor("shen"))
        with pytest.raises(Refused) as refusal:
            helping.add(case, person("jiang"), cheng)
        assert codes(refusal) == ["took_part"]


def test_helpers_are_named_act_and_leave(app: Flask) -> None:
    with app.app_context():
        case, shen, jiang = submitted(), actor("shen"), actor("jiang")
        with pytest.raises(Refused) as refusal:
            helping.add(case, person("jiang"), shen)
        assert codes(refusal) == ["has_owner"]
        ownership.claim(case, shen)
        with pytest.raises(Refused) as refusal:
            checking.check_credit(case, jiang)
        assert codes(refusal) == ["in_charge"]
        helping.add(case, person("jiang"), shen)
        checking.check_credit(case, jiang)
        assert (newest(case).actor_id, newest(case).detail.get("on_behalf_of")) == (jiang.user_id, None)
        for user, code in (
            (person("jiang"), "helps_already"),
            (person("shen"), "helps_already"),
            (0, "not_a_caseworker"),
        ):
            with pytest.raises(Refused) as refusal:
                helping.add(case, user, shen)
            assert codes(refusal) == [code]
        with pytest.raises(Refused) as refusal:
            ownership.release(case, jiang)
        assert codes(refusal) == ["own_case"]
        helping.remove(case, person("jiang"), jiang)
        with pytest.raises(Refused) as refusal:
            helping.remove(case, person("jiang"), shen)
        assert codes(refusal) == ["not_helping"]
        helping.add(case, person("jiang"), shen)
        ownership.release(case, shen)
        assert newest(case).detail == {"owner": [shen.user_id, None], "helpers": [[jiang.user_id], []]}
        checking.check_credit(case, jiang)  # nobody's again: open to all
        assert told_of("helper_added") == [jiang.user_id] * 2
