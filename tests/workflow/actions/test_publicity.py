"""Public notices: their days, and that the worker ends each one by itself."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from states.lifecycle import Refused
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor
from workflow.actions import publicity, resolution
from workflow.clock import told
from workflow.db import db
from workflow.models.case import Transition
from workflow.models.decision import Publicity

FRIDAY = datetime(2026, 4, 17, 2, 0, tzinfo=UTC)


def noticed(firm: str = "lanxi") -> int:
    """A case whose notice goes up now."""
    case_id = before_committee("10", firm=firm)
    resolution.approve(locked(case_id), actor("cheng"))
    db.session.commit()
    return case_id


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (datetime(2026, 4, 13, 2, tzinfo=UTC), date(2026, 4, 17)),  # Monday to Friday, both counted
        (datetime(2026, 4, 17, 2, tzinfo=UTC), date(2026, 4, 23)),
        (datetime(2026, 4, 18, 2, tzinfo=UTC), date(2026, 4, 24)),  # from a Saturday: five working days follow
        (
            datetime(2026, 4, 30, 2, tzinfo=UTC),
            date(2026, 5, 9),
        ),  # over the Labour Day week, 9 May is a working Saturday
    ],
)
def test_five_working_days_the_first_one_counted(app: Flask, day: datetime, last: date) -> None:
    with app.app_context(), told(day):
        case_id = noticed()
        assert db.session.scalars(select(Publicity.ends_on)).one() == last
        assert locked(case_id).due_on == last


def test_the_notice_ends_on_the_day_after_its_last_and_only_once(app: Flask) -> None:
    with app.app_context():
        with told(FRIDAY):
            case_id = noticed()
        with told(datetime(2026, 4, 23, 15, 59, tzinfo=UTC)):  # still the 23rd in Shenzhen
            assert publicity.clear_due(date(2026, 4, 23)) == 0
            with pytest.raises(Refused):
                publicity.clear(locked(case_id))
            db.session.rollback()
        with told(datetime(2026, 4, 23, 16, 0, tzinfo=UTC)):
            assert publicity.clear_due(date(2026, 4, 24)) == 1
            db.session.commit()
            assert locked(case_id).cleared_at is not None
            assert publicity.clear_due(date(2026, 4, 24)) == 0
        newest = db.session.scalars(select(Transition).order_by(Transition.seq.desc())).first()
        assert newest is not None
        assert (newest.action, newest.role, newest.actor_id) == ("clear_publicity", "system", None)


def test_one_case_that_is_refused_does_not_stop_the_others(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with app.app_context():
        with told(FRIDAY):
            stuck, good = noticed("lanxi"), noticed("yanbei")
        # Looked at before its last day is over: the guards speak against one, the other goes on.
        db.session.execute(update(Publicity).where(Publicity.case_id == stuck).values(ends_on=date(2026, 4, 29)))
        db.session.commit()
        with told(datetime(2026, 4, 27, 2, tzinfo=UTC)):
            assert publicity.clear_due(date(2026, 5, 6)) == 1
            db.session.commit()
        assert locked(stuck).cleared_at is None
        assert locked(good).cleared_at is not None
        assert f"public notice of case {stuck}" in caplog.text
