"""The worker: each thing it does happens once, whoever else works, and one that fails does not stop the others."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.road import Road
from workflow.clock import now, told
from workflow.db import db
from workflow.jobs import deadlines, mail, notices, worker
from workflow.models.case import Case, Transition
from workflow.models.notice import Notice


def letters(app: Flask) -> list[Path]:
    return sorted((Path(app.config["INSTANCE"]) / "mail").glob("*.txt"))


def unsent() -> int:
    return db.session.scalar(select(func.count()).where(Notice.sent_at.is_(None))) or 0


def test_every_message_is_sent_once(app: Flask) -> None:
    Road(app).to("accepted")
    with app.app_context():
        waiting = unsent()
        assert waiting >= 2
        assert notices.send() == waiting
        assert notices.send() == 0
    assert len(letters(app)) == waiting
    text = letters(app)[0].read_text()
    assert "收件人 To: 林知夏 <lanxi>" in text
    assert "Case number" in text


def test_a_message_that_cannot_be_sent_waits_and_holds_up_nobody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    Road(app).to("accepted")
    with app.app_context():
        first = db.session.scalars(select(Notice.id).order_by(Notice.id).limit(1)).one()
        real = mail.post

        def full_disk(notice: Notice, user: object) -> Path:
            if notice.id == first:
                raise OSError("no space left")
            return real(notice, user)

        monkeypatch.setattr(notices, "post", full_disk)
        notices.send()
        assert unsent() == 1
        assert db.session.get_one(Notice, first).attempts == 1
        monkeypatch.setattr(notices, "post", real)
        assert notices.send() == 1
        assert unsent() == 0


def test_two_workers_send_each_message_once(app: Flask) -> None:
    Road(app).to("committee")
    with app.app_context():
        waiting = unsent()
    gate, sent = threading.Barrier(3), []

    def work() -> None:
        with app.app_context():
            gate.wait()
            sent.append(notices.send())
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert sum(sent) == waiting
        assert db.session.scalar(select(func.max(Notice.attempts))) == 1
    assert len(letters(app)) == waiting


def test_a_crash_between_sending_and_noting_makes_no_second_letter(app: Flask) -> None:
    Road(app).to("submitted")
    with app.app_context():
        notices.send()
        db.session.execute(update(Notice).values(sent_at=None))  # the note was lost with the process
        db.session.commit()
        before = letters(app)
        assert notices.send() == len(before)
    assert letters(app) == before


def test_publicity_ends_when_its_days_are_over(app: Flask) -> None:
    road = Road(app)
    road.to("publicity")
    with app.app_context():
        assert deadlines.clear_publicity() == 0
        with told(now() + timedelta(days=21)):
            assert deadlines.clear_publicity() == 1
            assert deadlines.clear_publicity() == 0
        case = db.session.get_one(Case, road.case_id)
        assert case.cleared_at is not None
        last = db.session.get_one(Transition, (case.id, case.version))
        assert (last.action, last.role, last.actor_id) == ("clear_publicity", "system", None)


def test_a_correction_nobody_answered_lapses(app: Flask) -> None:
    road = Road(app)
    road.to("correction")
    with app.app_context():
        assert deadlines.lapse_corrections() == 0
        with told(now() + timedelta(days=45)):
            assert deadlines.lapse_corrections() == 1
            assert deadlines.lapse_corrections() == 0
        assert db.session.get_one(Case, road.case_id).state == "withdrawn"


def test_a_job_that_fails_does_not_stop_the_others(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> int:
        raise RuntimeError("bad luck")

    todo = [worker.Job("broken", 60, broken), worker.Job("sound", 60, lambda: 3)]
    with app.app_context():
        assert worker.run_due(todo) == {"sound": 3}
        assert worker.run_due(todo) == {}, "neither is due again at once"
    assert "job broken failed" in caplog.text


def test_the_worker_starts_works_and_ends(app: Flask) -> None:
    Road(app).to("submitted")
    end = worker.start(app)
    done = threading.Event()
    for _ in range(100):
        if letters(app):
            done.set()
            break
        threading.Event().wait(0.05)
    end()
    assert done.is_set()
    assert "worker" not in {thread.name for thread in threading.enumerate()}
