"""Letters: written with a change or not at all, delivered once, kept and tried again when the server does not take them."""

import threading
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from flask import Flask

from forms.account import MAIL
from tests.workflow.jobs.mailbox import Keeper, files, free_port, rows, server
from workflow.actions.mail import ADDRESS, post
from workflow.clock import now, told
from workflow.db import db
from workflow.jobs import mail
from workflow.jobs.mail_server import MailServer
from workflow.models.mail import MOST_ATTEMPTS

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def write(count: int = 1, **more: str) -> None:
    for number in range(count):
        post("li@firm.example", f"主题 {number}", "您好：\n\n请看。", f"test-{number}", **more)
    db.session.commit()


def test_a_letter_is_a_readable_file(app: Flask) -> None:
    with app.app_context():
        write()
        assert mail.waiting()
        assert (mail.Postman().run(), mail.waiting()) == (1, False)
        [row] = rows()
        assert (row.attempts, row.failed_reason, row.sent_at is not None) == (1, None, True)
    [file] = files(app)
    assert "Subject: 主题 0" in file.read_text()
    assert "请看。" in file.read_text()
    letter = message_from_bytes(file.read_bytes(), policy=default)
    assert (letter["To"], letter["Auto-Submitted"]) == ("li@firm.example", "auto-generated")


def test_a_change_that_is_taken_back_sends_nothing(app: Flask) -> None:
    with app.app_context():
        post("li@firm.example", "s", "b", "taken back")
        db.session.rollback()
        assert mail.Postman().run() == 0
    assert files(app) == []


def test_the_same_key_makes_one_letter(app: Flask) -> None:
    with app.app_context():
        write()
        write()
        post("other@firm.example", "other", "other", "test-0")
        db.session.commit()
        assert [(row.recipient, row.subject) for row in rows()] == [("li@firm.example", "主题 0")]


@SQLITE
@pytest.mark.parametrize(
    "address", ["", "li", "li@", "@firm.example", "a@b.example\nBcc: c@d.example", "a b@c.example", "a@b", "<a@b.cn>"]
)
def test_what_is_no_address_is_refused(app: Flask, address: str) -> None:
    with app.app_context(), pytest.raises(ValueError, match="address"):
        post(address, "s", "b", "key")
    assert MAIL.pattern == ADDRESS.pattern  # forms and letters stand in rooms that may not know each other


@SQLITE
def test_a_line_break_in_a_subject_is_no_header(app: Flask) -> None:
    with app.app_context():
        post("li@firm.example", "one\r\nBcc: x@y.example", "b", "key")
        db.session.commit()
        mail.Postman().run()
    [file] = files(app)
    assert message_from_bytes(file.read_bytes(), policy=default)["Bcc"] is None


def test_a_real_server_gets_every_letter_once(app: Flask) -> None:
    keeper = Keeper()
    with app.app_context(), server(keeper) as url:
        app.config["MAIL"] = url
        write(3, unsubscribe="https://zhigan.example/s/1")
        assert mail.Postman().run() == 3
        assert mail.Postman().run() == 0
    assert [letter["Subject"] for letter in keeper.kept] == ["主题 0", "主题 1", "主题 2"]
    assert keeper.kept[0].get_content().startswith("您好：")
    assert keeper.kept[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len({letter["Message-ID"] for letter in keeper.kept}) == 3


def test_a_crash_between_sending_and_noting_can_be_recognised(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies after the server took the letter: the next try, minutes later, has the same Message-ID."""
    keeper = Keeper()

    def die(*_row: object, **_values: object) -> None:
        raise KeyboardInterrupt

    with app.app_context(), server(keeper) as url:
        app.config["MAIL"] = url
        write()
        with monkeypatch.context() as patch:
            patch.setattr(mail, "_note", die)
            with pytest.raises(KeyboardInterrupt):
                mail.Postman().run()
        db.session.remove()
        assert (mail.waiting(), mail.Postman().run()) == (False, 0), "nobody tries while the first try may still run"
        with told(now() + timedelta(minutes=6)):
            assert mail.Postman().run() == 1
    first, second = keeper.kept
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


@SQLITE
def test_files_are_the_same_file_after_a_crash(app: Flask) -> None:
    with app.app_context():
        write()
        mail.Postman().run()
        before = [(file.name, file.read_bytes()) for file in files(app)]
        [row] = rows()
        row.sent_at, row.next_at = None, now()  # the note was lost with the process
        db.session.commit()
        assert mail.Postman().run() == 1
    assert [(file.name, file.read_bytes()) for file in files(app)] == before


def test_a_refused_connection_costs_one_try_and_then_rest(app: Flask) -> None:
    postman = mail.Postman(MailServer(f"smtp://127.0.0.1:{free_port()}"))
    with app.app_context():
        write(3)
        assert postman.run() == 0
        assert [row.attempts for row in rows()] == [1, 0, 0], "the others did not wait for nothing"
        assert "refused" in (rows()[0].failed_reason or "").lower()
        assert (postman.run(), [row.attempts for row in rows()]) == (0, [1, 0, 0])
        keeper = Keeper()
        with server(keeper) as url, told(now() + timedelta(minutes=7)):
            postman.way = MailServer(url)
            assert postman.run() == 3
            assert rows()[0].failed_reason is None


@SQLITE
def test_a_slow_server_is_given_up_in_time(app: Flask) -> None:
    keeper = Keeper(pause=1.5)
    with app.app_context(), server(keeper) as url:
        write()
        postman = mail.Postman(MailServer(url, patience=0.3))
        assert postman.run() == 0
        assert "timed out" in (rows()[0].failed_reason or "")
        assert rows()[0].sent_at is None


@SQLITE
def test_a_receiver_that_does_not_exist_is_not_asked_again(app: Flask) -> None:
    with app.app_context(), server(Keeper(recipient="550 no such user")) as url:
        write()
        assert mail.Postman(MailServer(url)).run() == 0
        [row] = rows()
        assert (row.attempts, row.sent_at) == (MOST_ATTEMPTS, None)
        assert row.failed_reason == "550 no such user"
        with told(now() + timedelta(days=3)):
            assert not mail.waiting()


@SQLITE
def test_ten_tries_ever_further_apart_and_no_more(app: Flask) -> None:
    waits = []
    with app.app_context(), server(Keeper(recipient="451 later")) as url:
        write()
        moment = now()
        for _ in range(15):
            with told(moment):
                mail.Postman(MailServer(url)).run()
            [row] = rows()
            waits.append(row.next_at - moment)
            moment = max(moment, row.next_at) + timedelta(seconds=1)
        assert row.attempts == MOST_ATTEMPTS
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40)]
    assert max(waits) == timedelta(hours=6)


def test_two_workers_deliver_each_letter_once(app: Flask) -> None:
    keeper, gate = Keeper(), threading.Barrier(3)
    with app.app_context():
        write(12)

    def work() -> None:
        with app.app_context():
            gate.wait()
            mail.Postman(MailServer(url)).run()
            db.session.remove()

    with server(keeper) as url:
        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(letter["Subject"] for letter in keeper.kept) == sorted(f"主题 {number}" for number in range(12))


@SQLITE
def test_the_console(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    with app.app_context():
        app.config["MAIL"] = "console"
        write()
        assert mail.Postman().run() == 1
    assert "主题 0" in capsys.readouterr().out


@SQLITE
def test_a_receiver_who_must_wait_does_not_keep_the_others_waiting(app: Flask) -> None:
    """A greylisted address, and one this server cannot write, cost themselves a try and nobody else anything."""

    class Choosy(Keeper):
        async def handle_RCPT(  # noqa: N802
            self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
        ) -> str:
            if address.startswith("grey"):
                return "450 greylisted, try again later"
            envelope.rcpt_tos.append(address)
            return "250 ok"

    keeper = Choosy()
    with app.app_context(), server(keeper, utf8=False) as url:
        for number, to in enumerate(("grey@firm.example", "李@firm.example", "li@firm.example")):
            post(to, "主题", "请看。", f"test-{number}")
        db.session.commit()
        postman = mail.Postman(MailServer(url))
        assert (postman.run(), postman.rests_until) == (1, None)
        assert [(row.attempts, row.sent_at is not None) for row in rows()] == [
            (1, False), (MOST_ATTEMPTS, False), (1, True),
        ]  # fmt: skip
    assert len(keeper.kept) == 1


@SQLITE
def test_a_text_that_is_not_taken_keeps_nobody_waiting(app: Flask) -> None:
    with app.app_context(), server(Keeper(answer="554 looks like spam")) as url:
        write(2)
        postman = mail.Postman(MailServer(url))
        assert (postman.run(), postman.rests_until) == (0, None)
        assert [row.attempts for row in rows()] == [1, 1]
