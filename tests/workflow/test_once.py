"""A form acts once: double click, lost answer, changed content, two tabs at the same moment."""

import re
import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.visitor import Visitor
from workflow.actions.notify import Message, tell
from workflow.actions.once import AlreadyDoneError, KeyReusedError, body_hash, claim, remember
from workflow.db import db
from workflow.models.case import SubmissionKey
from workflow.models.notice import Notice
from workflow.models.user import User

KEY = "k" * 24
BODY = body_hash([("amount", ["1"])])


@pytest.fixture
def told(app: Flask) -> Flask:
    """Three messages for Shen."""
    with app.app_context():
        shen = db.session.scalars(select(User.id).where(User.login == "shen")).one()
        for number in range(3):
            tell(None, [shen], Message("test", f"消息{number}", f"message {number}", "正文", "body"))
        db.session.commit()
    return app


def keys(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(SubmissionKey)) or 0


def read(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).where(Notice.read_at.is_not(None))) or 0


def filled(visitor: Visitor) -> dict[str, str]:
    """The form of the notices page as it would be sent."""
    visitor.open("/notices")
    return {name: values[0] for name, values in visitor.form("/notices/read").fields.items()}


def test_a_double_click_finds_the_first_result(told: Flask, visit: Callable[[str], Visitor]) -> None:
    shen = visit("shen")
    data = filled(shen)
    first = shen.client.post("/notices/read", data=data)
    second = shen.client.post("/notices/read", data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location == "/notices"
    assert keys(told) == 1
    assert "没有再办第二次" in shen.open("/notices")


def test_a_lost_answer_can_be_asked_for_again(told: Flask, visit: Callable[[str], Visitor]) -> None:
    """Committed, but the browser never saw it: the same form again does nothing and leads to the same place."""
    shen = visit("shen")
    data = filled(shen)
    shen.client.post("/notices/read", data=data)
    with told.app_context():
        tell(None, [db.session.scalars(select(User.id).where(User.login == "shen")).one()], Message(*"abcde"))
        db.session.commit()
    assert shen.client.post("/notices/read", data=data).status_code == 303
    assert read(told) == 3


def test_the_same_key_with_another_content_is_not_guessed(told: Flask, visit: Callable[[str], Visitor]) -> None:
    shen = visit("shen")
    data = filled(shen)
    shen.client.post("/notices/read", data=data)
    changed = shen.client.post("/notices/read", data=data | {"up_to": "1"})
    assert changed.status_code == 409
    assert "内容和这次不同" in changed.text


@pytest.mark.parametrize("key", [None, "", "short", "k" * 41, "钥" * 20])
def test_a_form_without_a_key_does_nothing(told: Flask, visit: Callable[[str], Visitor], key: str | None) -> None:
    shen = visit("shen")
    data = filled(shen)
    data.pop("submission_key")
    answer = shen.client.post("/notices/read", data=data if key is None else data | {"submission_key": key})
    assert answer.status_code == 400
    assert (read(told), keys(told)) == (0, 0)


def test_every_form_has_a_key_of_its_own(told: Flask, visit: Callable[[str], Visitor]) -> None:
    shen = visit("shen")
    assert filled(shen)["submission_key"] != filled(shen)["submission_key"]
    assert re.fullmatch(r"[\w-]{24}", filled(shen)["submission_key"])


def test_the_key_belongs_to_person_and_address(app: Flask) -> None:
    with app.app_context():
        for user_id, route in ((1, "/a"), (1, "/b"), (2, "/a")):
            claim(user_id, route, KEY, BODY)
        remember(1, "/a", KEY, "/done")
        db.session.commit()
        with pytest.raises(AlreadyDoneError) as done:
            claim(1, "/a", KEY, BODY)
        assert done.value.result_url == "/done"
        with pytest.raises(KeyReusedError):
            claim(2, "/a", KEY, body_hash([("amount", ["2"])]))
        db.session.rollback()


def test_what_failed_may_be_sent_again(app: Flask) -> None:
    with app.app_context():
        claim(1, "/a", KEY, BODY)
        db.session.rollback()
        claim(1, "/a", KEY, BODY)
        db.session.rollback()


def at_once(app: Flask, act: Callable[[], None], threads: int = 6) -> list[str]:
    """Run `act` in threads that start together; gives how each of them ended, sorted."""
    gate, ends = threading.Barrier(threads), []

    def run() -> None:
        with app.app_context():
            gate.wait()
            try:
                act()
                db.session.commit()
                ends.append("acted")
            except AlreadyDoneError:
                db.session.rollback()
                ends.append("found the first")
            finally:
                db.session.remove()

    started = [threading.Thread(target=run) for _ in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return sorted(ends)


def test_six_at_the_same_moment_act_once(app: Flask) -> None:
    for attempt in range(5):
        ends = at_once(app, lambda n=attempt: claim(1, f"/{n}", KEY, BODY))  # type: ignore[misc]
        assert ends == ["acted", *["found the first"] * 5]
    assert keys(app) == 5


def test_broken_twin_look_before_you_write_acts_twice(app: Flask) -> None:
    """Asking first whether the key is there lets several through: all of them saw nothing."""
    looked = threading.Barrier(6)

    def look_then_act() -> None:
        found = db.session.scalar(select(SubmissionKey.key).where(SubmissionKey.route == "/naive"))
        db.session.rollback()
        looked.wait()
        if found is not None:
            raise AlreadyDoneError("")

    assert at_once(app, look_then_act).count("acted") == 6
