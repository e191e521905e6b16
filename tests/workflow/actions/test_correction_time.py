"""More time for a correction: once by the caseworker, again by the supervisor; reminders three and one day before, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from states.lifecycle import Refused
from tests.road import Road
from tests.workflow.desk import locked
from workflow.actions import correction_time, evaluation
from workflow.clock import told
from workflow.db import db
from workflow.demo.cast import actor
from workflow.jobs import corrections
from workflow.models.call import Call
from workflow.models.filing import Correction
from workflow.models.notice import Notice

MONDAY = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)  # fifteen working days end on Monday 2 November
YEAR = timedelta(days=365)


def asked(app: Flask) -> Road:
    with app.app_context():
        window = {"opens_at": MONDAY - YEAR, "new_until": MONDAY + YEAR, "resubmit_until": MONDAY + YEAR}
        db.session.execute(update(Call).values(window))
        db.session.commit()
    road = Road(app)
    with told(MONDAY):
        road.to("correction")
    return road


def notice() -> Correction:
    return db.session.scalars(select(Correction)).one()


def reminders() -> list[str]:
    query = select(Notice.title_zh).where(Notice.kind == "correction_reminder").order_by(Notice.id)
    return [title.partition("　")[2] for title in db.session.scalars(query)]


def test_more_time_moves_both_clocks_and_the_promise_stands_still(app: Flask) -> None:
    road = asked(app)
    with app.app_context(), told(MONDAY):
        case = locked(road.case_id)
        before = (notice().due_on, case.promised_on)
        assert before[0] == date(2026, 11, 2)
        correction_time.extend(case, 5, "合同在外地盖章。", actor("shen"))
        db.session.commit()
        assert (notice().due_on, locked(road.case_id).due_on) == (date(2026, 11, 9), date(2026, 11, 9))
        assert locked(road.case_id).promised_on == before[1]
        with pytest.raises(Refused, match="科室负责人"):
            correction_time.extend(locked(road.case_id), 5, "再来", actor("shen"))
        with pytest.raises(Refused, match="科室负责人"):
            correction_time.extend(locked(road.case_id), 5, "别人的", actor("jiang"))
        with pytest.raises(Refused, match="1到15"):
            correction_time.extend(locked(road.case_id), 16, "太长", actor("cheng"))
        with pytest.raises(Refused, match="理由"):
            correction_time.extend(locked(road.case_id), 1, " ", actor("cheng"))
        db.session.rollback()
        row = correction_time.extend(locked(road.case_id), 15, "疫情", actor("cheng"))
        assert (row.place, row.due_after) == (2, date(2026, 11, 30))
        db.session.commit()


def test_not_beyond_the_closing_of_the_call(app: Flask) -> None:
    road = asked(app)
    with app.app_context(), told(MONDAY):
        closing = {"new_until": MONDAY, "resubmit_until": datetime(2026, 11, 6, 9, tzinfo=UTC)}
        db.session.execute(update(Call).values(closing))
        case = locked(road.case_id)
        with pytest.raises(Refused, match="11月6日"):
            correction_time.extend(case, 5, "来信", actor("shen"))
        db.session.rollback()


def test_reminded_three_and_one_day_before_once_each(app: Flask) -> None:
    road = asked(app)
    with app.app_context():
        for day, told_so_far in [(27, 0), (28, 1), (28, 1), (29, 1), (30, 2), (30, 2)]:
            with told(datetime(2026, 10, day, 2, tzinfo=UTC)):
                corrections.remind()
                assert len(reminders()) == told_so_far, day
        assert reminders() == ["补正还剩3个工作日", "补正还剩1个工作日"]
        with told(datetime(2026, 10, 30, 3, tzinfo=UTC)):
            correction_time.extend(locked(road.case_id), 5, "来信", actor("shen"))
            db.session.commit()
        with told(datetime(2026, 11, 4, 2, tzinfo=UTC)):  # three days before the new date: said again
            assert corrections.remind() == 1


def test_a_late_correction_that_changes_no_figure_keeps_evaluation_and_review(app: Flask) -> None:
    road = Road(app)
    road.to("reviewed")
    with app.app_context():
        play = road.play
        before = locked(road.case_id)
        owner, round_ = before.owner_id, before.round
        db.session.rollback()
        play.ask([{"kind": "document", "name": "business_licence", "wrong": "看不清"}])
        play.answer(kinds=("business_licence",))
        case = locked(road.case_id)
        assert (case.state, case.owner_id) == ("submitted", owner)
        db.session.rollback()
        play.check()
        evaluation.keep(locked(road.case_id), actor("shen"))
        db.session.commit()
        assert (locked(road.case_id).state, locked(road.case_id).round) == ("evaluated", round_)
        db.session.rollback()
        play.send()
        assert locked(road.case_id).state == "committee"
        db.session.rollback()


def test_a_changed_figure_is_evaluated_again(app: Flask) -> None:
    road = Road(app)
    road.to("reviewed")
    with app.app_context():
        play = road.play
        play.ask([{"kind": "fact", "name": "revenue", "wrong": "与报表不符"}])
        play.answer(facts={**play.facts, "revenue": "61000000.00"})
        play.check()
        with pytest.raises(Refused):
            evaluation.keep(locked(road.case_id), actor("shen"))
        db.session.rollback()
