"""Reminders of corrections when the worker comes late, or when more are due than it takes at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.road import Road
from workflow.actions.correction_time import remind_due
from workflow.clock import told
from workflow.db import db
from workflow.models.call import Call
from workflow.models.notice import Notice
from workflow.queries.calendar import calendar

MONDAY = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)  # fifteen working days end on Monday 2 November
YEAR = timedelta(days=365)


def asked(app: Flask, *firms: str) -> None:
    with app.app_context():
        window = {"opens_at": MONDAY - YEAR, "new_until": MONDAY + YEAR, "resubmit_until": MONDAY + YEAR}
        db.session.execute(update(Call).values(window))
        db.session.commit()
    for firm in firms:
        with told(MONDAY):
            Road(app).to("correction", firm=firm)


def titles() -> list[str]:
    query = select(Notice.title_zh).where(Notice.kind == "correction_reminder").order_by(Notice.id)
    return [title.partition("　")[2] for title in db.session.scalars(query)]


@pytest.mark.parametrize(
    ("day", "said"), [(28, "补正还剩3个工作日"), (29, "补正还剩2个工作日"), (30, "补正还剩1个工作日")]
)
def test_it_says_how_many_days_are_left_that_day(app: Flask, day: int, said: str) -> None:
    asked(app, "lanxi")
    with app.app_context(), told(datetime(2026, 10, day, 2, tzinfo=UTC)):
        assert remind_due(calendar(), date(2026, 10, day)) == 1
        assert titles() == [said]
        assert remind_due(calendar(), date(2026, 10, day)) == 0


def test_who_was_told_does_not_keep_the_next_one_waiting(app: Flask) -> None:
    asked(app, "lanxi", "yanbei")
    with app.app_context(), told(datetime(2026, 10, 28, 2, tzinfo=UTC)):
        rounds = [remind_due(calendar(), date(2026, 10, 28), limit=1) for _ in range(3)]
        assert rounds == [1, 1, 0]


def test_not_on_the_day_of_the_notice_and_not_when_it_is_over(app: Flask) -> None:
    asked(app, "lanxi")
    with app.app_context():
        for day in (date(2026, 10, 12), date(2026, 11, 2), date(2026, 11, 3)):
            assert remind_due(calendar(), day) == 0
