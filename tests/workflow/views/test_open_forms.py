"""Forms that anybody may send: limited by where they come from; and nobody stays signed in by an old cookie."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.account_samples import secret_to
from tests.workflow.filing import actor, pdf
from workflow import storage
from workflow.actions import invitation, throttle
from workflow.db import db
from workflow.models.case import Case
from workflow.models.mail import MailMessage
from workflow.models.user import User
from workflow.views import openly

Visit = Callable[[str | None], Visitor]


def test_letters_of_calls_are_not_asked_for_without_end(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openly, "MOST_FROM", 2)
    guest = visit(None)
    for number in range(3):
        guest.open("/measures/10/letters")
        guest.send("/measures/10/letters", address=f"a{number}@firm.example", expect=429 if number == 2 else 200)
    with app.app_context():
        assert len(db.session.scalars(select(MailMessage)).all()) == 2


def test_objections_are_not_sent_without_end(app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openly, "MOST_FROM", 2)
    road = Road(app)
    road.to("publicity")
    with app.app_context():
        number = db.session.get_one(Case, road.case_id).number
    guest = visit(None)
    for expect in (422, 422, 429):
        guest.open(f"/notice/{number}/objection")
        guest.send(f"/notice/{number}/objection", name="", contact="", statement="", expect=expect)


def test_who_joins_is_signed_out_of_the_other_account_for_good(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    with app.app_context():
        db.session.get_one(User, actor("lanxi").user_id).is_owner = True
        invitation.invite(actor("lanxi"), "new@firm.example")
        db.session.commit()
        secret = secret_to("new@firm.example")
    yanbei = visit("yanbei")
    yanbei.open("/applications")
    before = yanbei.client.get_cookie("zhigan").value
    yanbei.open(f"/invitations/{secret}")
    yanbei.send(f"/invitations/{secret}", name="新同事", password="another four words", again="another four words")
    assert yanbei.at == "/applications"
    copied = visit(None)
    copied.client.set_cookie("zhigan", before)
    copied.open("/applications")
    assert copied.at == "/sign-in"
    lanxi.open("/applications")
    assert lanxi.at == "/applications"


def test_an_owner_writes_to_nobody_without_end(app: Flask) -> None:
    with app.app_context():
        lanxi = actor("lanxi")
        db.session.get_one(User, lanxi.user_id).is_owner = True
        for _ in range(throttle.MOST_ABOUT):
            invitation.invite(lanxi, "new@firm.example")
        with pytest.raises(Refused, match="太多"):
            invitation.invite(lanxi, "new@firm.example")
        db.session.rollback()
        db.session.get_one(User, lanxi.user_id).is_owner = True
        for number in range(invitation.MOST_FROM_FIRM):
            invitation.invite(lanxi, f"a{number}@firm.example")
        with pytest.raises(Refused, match="太多"):
            invitation.invite(lanxi, "one@firm.example")
        db.session.rollback()


def test_nobody_waits_while_the_file_of_an_objection_is_looked_at(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    road = Road(app)
    road.to("publicity")
    with app.app_context():
        number = db.session.get_one(Case, road.case_id).number
    waiting: list[bool] = []
    put = storage.put

    def look(name: str, data: bytes) -> storage.Stored:
        waiting.append(db.session().in_transaction())
        return put(name, data)

    monkeypatch.setattr(storage, "put", look)
    guest = visit(None)
    typed = {"name": "王小溪", "contact": "13900000009", "statement": "数据不符。"}
    guest.open(f"/notice/{number}/objection")
    guest.send(f"/notice/{number}/objection", **typed, file=(BytesIO(b"%PDF-broken"), "证明.pdf"), expect=422)
    guest.send(f"/notice/{number}/objection", **typed, file=(BytesIO(pdf()), "证明.pdf"), expect=200)
    assert guest.at.startswith("/notice/receipts/")
    assert waiting == [False, False]
