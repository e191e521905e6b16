"""Appeals: once for each decision and within 60 days, answered by somebody who did not decide, or reopened by two people."""

from datetime import timedelta

import pytest
from flask import Flask

from states.lifecycle import Refused
from tests.road import Road
from tests.workflow.desk import locked
from workflow.actions import appeal, assignment, casework, countersign, payment
from workflow.actions.countersign import Ground
from workflow.clock import now, told
from workflow.db import db
from workflow.demo.cast import actor
from workflow.models.appeal import Appeal
from workflow.models.case import Transition
from workflow.queries.casefile import open_file


def appealed(app: Flask, place: str, handler: str | None = "jiang") -> tuple[Road, Appeal]:
    """A case of Lanxi at the place, with its appeal; within the application's context."""
    road = Road(app)
    road.to(place)
    row = appeal.file_appeal(locked(road.case_id), "请重新核对。", actor("lanxi"))
    db.session.commit()
    if handler:
        assignment.assign(locked(road.case_id), row, actor(handler).user_id or 0, actor("cheng"))
        db.session.commit()
    return road, row


def test_it_names_the_decision_and_is_given_once(app: Flask) -> None:
    with app.app_context():
        road, row = appealed(app, "rejected", None)
        decision = db.session.get_one(Transition, (road.case_id, row.decision_seq))
        assert (row.subject, row.state, decision.action) == ("refusal", "open", "reject")
        assert row.number == f"{locked(road.case_id).number}-F1"
        with pytest.raises(Refused, match="只复核一次"):
            appeal.file_appeal(locked(road.case_id), "再来一次", actor("lanxi"))
        with pytest.raises(Refused, match="申报单位"):
            appeal.file_appeal(locked(road.case_id), "不是我的", actor("yanbei"))
        db.session.rollback()


@pytest.mark.parametrize(("days", "possible"), [(60, True), (61, False)])
def test_sixty_days_and_no_more(app: Flask, days: int, possible: bool) -> None:
    road = Road(app)
    road.to("declined")
    with app.app_context(), told(now() + timedelta(days=days)):
        if possible:
            assert appeal.file_appeal(locked(road.case_id), "请复核", actor("lanxi")).subject == "refusal"
        else:
            with pytest.raises(Refused, match="期限已过"):
                appeal.file_appeal(locked(road.case_id), "请复核", actor("lanxi"))
        db.session.rollback()


def test_who_decided_does_not_handle_it(app: Flask) -> None:
    with app.app_context():
        road, row = appealed(app, "declined", None)  # by Shen, whose case it was not yet
        for insider in ("shen", "fang", "lanxi"):
            with pytest.raises(Refused, match="另选一位"):
                assignment.assign(locked(road.case_id), row, actor(insider).user_id or 0, actor("cheng"))
        db.session.rollback()


def test_kept_with_a_reason(app: Flask) -> None:
    with app.app_context():
        road, row = appealed(app, "rejected")
        for wrong in ("shen", "xu", "cheng"):
            with pytest.raises(Refused, match="指定的处理人"):
                appeal.keep(locked(road.case_id), row, actor(wrong), "维持")
        db.session.rollback()
        appeal.keep(locked(road.case_id), row, actor("jiang"), "依据没有变。")
        db.session.commit()
        assert (row.state, row.answer, locked(road.case_id).state) == ("kept", "依据没有变。", "rejected")
        db.session.rollback()


def test_two_people_reopen_and_nothing_of_before_carries_over(app: Flask) -> None:
    with app.app_context():
        road, row = appealed(app, "rejected")
        with pytest.raises(Refused, match="科室负责人"):
            countersign.propose(locked(road.case_id), "reopen", "重办", actor("jiang"), Ground(appeal=row))
        proposal = countersign.propose(
            locked(road.case_id), "reopen", "看错了年度。", actor("cheng"), Ground(appeal=row)
        )
        db.session.commit()
        with pytest.raises(Refused, match="确认人"):
            countersign.confirm(locked(road.case_id), proposal, actor("xu"))  # reviewed it
        db.session.rollback()
        countersign.confirm(locked(road.case_id), proposal, actor("tang"))
        db.session.commit()
        case = locked(road.case_id)
        file = open_file(case)
        assert (case.state, case.accepted_at, case.owner_id, row.state) == ("submitted", None, None, "upheld")
        assert (file.evaluation, file.review, file.decision) == (None, None, None)
        assert file.dossier.appeal_days_left is not None
        casework.accept(case, actor("jiang"))
        db.session.commit()
        again = locked(road.case_id)
        assert (again.owner_id, again.promised_on is not None) == (actor("jiang").user_id, True)
        db.session.rollback()


def test_an_open_appeal_against_the_amount_holds_the_payment(app: Flask) -> None:
    with app.app_context():
        road, row = appealed(app, "cleared")
        assert row.subject == "amount"
        with pytest.raises(Refused, match="先办完复核"):
            payment.prepare([locked(road.case_id)], actor("fang"))
        db.session.rollback()
        proposal = countersign.propose(
            locked(road.case_id), "uphold_appeal", "少算一项。", actor("cheng"), Ground(appeal=row)
        )
        countersign.confirm(locked(road.case_id), proposal, actor("tang"))
        db.session.commit()
        case = locked(road.case_id)
        assert (case.state, case.award_fen, case.cleared_at, row.state) == ("committee", None, None, "upheld")
        db.session.rollback()
        road.play.approve()
        assert locked(road.case_id).state == "publicity"
        db.session.rollback()
