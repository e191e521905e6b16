"""Marks that a page leaves beside its own transaction, when that transaction writes itself."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.filing import actor, pdf
from workflow import storage
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


def test_nobody_waits_while_the_file_of_a_message_is_looked_at(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        number = db.session.get_one(Case, road.case_id).number
    waiting: list[bool] = []
    put = storage.put

    def look(name: str, data: bytes) -> storage.Stored:
        waiting.append(db.session().in_transaction())
        return put(name, data)

    monkeypatch.setattr(storage, "put", look)
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/messages")
    lanxi.send(f"/applications/{number}/messages", text="请看附件。", files=(BytesIO(pdf()), "附件.pdf"), expect=200)
    assert "附件.pdf" in lanxi.text
    assert waiting == [False]
