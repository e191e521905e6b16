"""Marks that a page leaves beside its own transaction, when that transaction writes itself."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.filing import actor
from workflow.actions import message
from workflow.clock import now, told
from workflow.db import db
from workflow.models.case import Case
from workflow.models.user import UserSession

Visit = Callable[[str | None], Visitor]


def test_a_form_sent_minutes_after_it_was_opened(app: Flask, visit: Visit) -> None:
    shen = visit("shen")
    shen.open("/notices/choices")
    with told(now() + timedelta(minutes=5)):
        shen.send("/notices/choices")
        assert shen.status < 400
        with app.app_context():
            assert now() - db.session.scalars(select(UserSession.last_seen)).one() < timedelta(minutes=1)


def test_a_refused_message_shows_what_came_in_meanwhile(app: Flask, visit: Visit) -> None:
    """The page with the error shows, and notes as read, a message that came after the form was opened."""
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        number = db.session.get_one(Case, road.case_id).number
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/messages")
    with app.app_context():
        message.write(db.session.get_one(Case, road.case_id), "请补充说明。", actor("shen"))
        db.session.commit()
    lanxi.send(f"/applications/{number}/messages", text="", expect=422)
    assert "请补充说明。" in lanxi.text
