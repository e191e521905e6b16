"""Reminders: what is due on a day, once each, in both languages, to the enterprise's own people."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.workflow.actions.rent_ground import claim, leased, terms
from tests.workflow.desk import firm_id, locked
from tests.workflow.filing import actor
from tests.workflow.queries.rent_firm import granted, holding, measure, term
from workflow.actions import lease, resolution
from workflow.actions.reminders import due, remind
from workflow.clock import told
from workflow.db import db
from workflow.jobs import rent as job
from workflow.models.notice import Notice
from workflow.models.reminder import Reminder
from workflow.queries.holdings import Holdings
from workflow.queries.rent_measure import measure as today
from workflow.queries.rent_track import track

DAY = datetime(2026, 3, 18, 2, 0, tzinfo=UTC)
LONG = term("A", 1000, "2026-01-01", "2029-12-31")


def kinds(held: Holdings, day: str, *, list_is_out: bool = True) -> dict[str, str]:
    """Kind → key of what is due."""
    return {one.kind: one.key for one in due(track(held, measure(day)), list_is_out=list_is_out)}


def test_months_that_nobody_claimed_are_told_once_a_quarter() -> None:
    assert kinds(holding(LONG), "2026-01-20") == {}
    assert kinds(holding(LONG), "2026-02-20") == {"unclaimed": "2026Q1"}
    assert kinds(holding(LONG), "2026-05-20") == {"unclaimed": "2026Q2"}
    assert kinds(holding(LONG, granted=tuple(granted("2026-01", [3000] * 4))), "2026-05-20") == {}


@pytest.mark.parametrize(("day", "told_"), [("2026-07-31", False), ("2026-08-02", True), ("2026-09-30", True)])
def test_a_lease_that_ends_within_60_days(day: str, told_: bool) -> None:
    firm = holding(term("A", 1000, "2026-01-01", "2026-09-30"), granted=tuple(granted("2026-01", [3000] * 9)))
    assert kinds(firm, day) == ({"lease_ends": "1:2026-09-30"} if told_ else {})


def test_a_lease_that_goes_on_is_not_told() -> None:
    renewed = term("A", 800, "2026-10-01", "2027-12-31")
    firm = holding(term("A", 1000, "2026-01-01", "2026-09-30"), renewed, granted=tuple(granted("2026-01", [3000] * 9)))
    assert kinds(firm, "2026-09-01") == {}


@pytest.mark.parametrize(("months", "told_"), [(32, False), (33, True), (36, True)])
def test_three_months_left(months: int, told_: bool) -> None:
    firm = holding(term("A", 1000, "2023-04-01", "2029-12-31"), granted=tuple(granted("2023-04", [3000] * months)))
    assert ("nearly_used" in kinds(firm, "2026-04-02")) is told_


def test_no_longer_above_scale_only_when_the_list_is_out() -> None:
    firm = holding(LONG, scale=range(2024, 2026))
    assert kinds(firm, "2026-03-18") == {"not_above_scale": "2026"}
    assert kinds(firm, "2026-03-18", list_is_out=False) == {}
    assert kinds(holding(LONG, scale=range(2023, 2025)), "2026-03-18") == {}


def test_written_once_to_every_user_of_the_enterprise(app: Flask) -> None:
    with app.app_context(), told(DAY):
        row = leased("yanbei", "B1-1", 1000, "2025-11-01", "2026-04-30")
        db.session.commit()
        assert remind([firm_id("yanbei"), firm_id("lanxi")], today()) == 2
        db.session.commit()
        assert remind([firm_id("yanbei")], today()) == 0
        notices = db.session.scalars(select(Notice).order_by(Notice.id)).all()
        assert [one.kind for one in notices] == ["rent_unclaimed", "rent_lease_ends"]
        assert {one.user_id for one in notices} == {actor("yanbei").user_id}
        assert {one.case_id for one in notices} == {None}
        assert "2025-11至2026-02，共4个月，约12,000.00元" in notices[0].body_zh
        assert "about 12,000.00 yuan" in notices[0].body_en
        assert notices[1].title_en == "The lease of B1-1 ends on 2026-04-30"
        lease.change(row, terms(1000, "2026-04-01", "2026-05-10"), actor("shen"))
        assert remind([firm_id("yanbei")], today()) == 1  # the lease has another last day now
        assert len(db.session.scalars(select(Reminder)).all()) == 3


def test_the_job_goes_through_everybody_in_parts(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 1)
    with app.app_context(), told(DAY):
        for firm in ("yanbei", "lanxi", "qinglan"):
            leased(firm, f"{firm}-1", 1000, "2026-01-01", "2027-12-31")
        case_id = claim("lanxi", "2026-01", 2)
        db.session.commit()
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()
        assert job.remind_all() == 2
        assert job.remind_all() == 0
        assert db.session.scalars(select(Reminder.kind)).all() == ["unclaimed"] * 2
