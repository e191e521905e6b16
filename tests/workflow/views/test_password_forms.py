"""Forms that hold a password: nothing kept of them lets anybody try passwords, and a wrong one is never called done."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from tests.people import PASSWORD
from tests.visitor import Visitor
from workflow.actions import once
from workflow.db import db
from workflow.models.case import SubmissionKey
from workflow.models.user import User

Visit = Callable[[str | None], Visitor]
NEW = "three loose words 7"


def test_the_hash_of_a_form_tells_nothing_of_its_password(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open("/account")
    lanxi.send("/account/password", current=PASSWORD, password=NEW, again=NEW)
    with app.app_context():
        kept = db.session.scalars(
            select(SubmissionKey.body_hash).where(SubmissionKey.route == "/account/password")
        ).one()
    assert kept != once.body_hash([("current", [PASSWORD]), ("password", [NEW]), ("again", [NEW])])


def test_a_wrong_password_is_counted_and_the_same_form_may_be_sent_again(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open("/account")
    form = lanxi.form("/account/password")
    typed = dict(form.fields) | {"current": "wrong", "password": NEW, "again": NEW}
    for count in (1, 2):
        answer = lanxi.client.post("/account/password", data=typed)
        assert (answer.status_code, "密码不对" in answer.text, "已经办好" in answer.text) == (422, True, False)
        with app.app_context():
            assert db.session.scalars(select(User.failures).where(User.login == "lanxi")).one() == count
    answer = lanxi.client.post("/account/password", data=typed | {"current": PASSWORD})
    assert answer.status_code == 303
