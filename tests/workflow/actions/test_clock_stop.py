"""The clock stands still for a legal reason, runs again, and a stage is extended once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.road import Road
from workflow.actions import clock_stop
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.models.case import Transition
from workflow.models.notice import Notice

SOON = business_date() + timedelta(days=9)


def test_a_stop_has_its_ground_and_takes_the_due_days_away(app: Flask) -> None:
    road = Road(app)
    road.to("documents_checked")
    with app.app_context():
        case, shen = locked(road.case_id), actor("shen")
        with pytest.raises(Refused):
            clock_stop.stop(case, "other", "  ", SOON, shen)
        with pytest.raises(ValueError, match="weather"):
            clock_stop.stop(case, "weather", "", SOON, shen)
        for wrong in (business_date(), business_date() + timedelta(days=181)):
            with pytest.raises(Refused):
                clock_stop.stop(case, "site_visit", "", wrong, shen)
        clock_stop.stop(case, "site_visit", "约在下周二到厂核查", SOON, shen)
        db.session.commit()
        assert (case.due_on, case.promised_on) == (SOON, None), "it keeps its place in the working lists"
        step = db.session.scalars(select(Transition).where(Transition.action == "stop_clock")).one()
        assert (step.reason, step.detail) == (
            "约在下周二到厂核查",
            {"ground": "site_visit", "expected_on": SOON.isoformat()},
        )
        notice = db.session.scalars(select(Notice).where(Notice.kind == "stop_clock")).one()
        assert "现场核查" in notice.body_zh
        with pytest.raises(Refused) as refused:
            clock_stop.extend(locked(road.case_id), 5, "材料多", actor("cheng"))
        assert [one.code for one in refused.value.blockers] == ["clock_running"]


def test_after_a_stop_the_rest_is_left_and_a_stage_is_extended_once(app: Flask) -> None:
    road = Road(app)
    road.to("documents_checked")
    with app.app_context():
        shen, cheng, before = actor("shen"), actor("cheng"), locked(road.case_id).promised_on
        db.session.rollback()
        road.play.stop_clock("appraisal")
        with told(now() + timedelta(days=28)):
            clock_stop.restart(locked(road.case_id), shen)
            db.session.commit()
            case = locked(road.case_id)
            assert before is not None
            assert case.promised_on is not None
            assert case.promised_on > before
            due = case.due_on
            with pytest.raises(Refused):
                clock_stop.extend(case, 11, "材料多", cheng)
            clock_stop.extend(case, 10, "材料多，要逐份核对", cheng)
            db.session.commit()
            case = locked(road.case_id)
            assert due is not None
            assert case.due_on is not None
            assert case.due_on > due
            with pytest.raises(Refused) as refused:
                clock_stop.extend(case, 1, "再延", cheng)
            assert [one.code for one in refused.value.blockers] == ["stage_not_extended"]
            road.play.evaluate()
            road.play.review()
            road.play.stop_clock("hearing")
            road.play.send()
            case = locked(road.case_id)
            assert case.due_on is not None, "sent on: the clock runs again"
            clock_stop.extend(case, 3, "会期未定", cheng)
            db.session.commit()
