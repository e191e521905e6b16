"""Messages become letters as each person chose: at once, once a day, or not at all; never twice, and not at night."""

import threading
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from states.lifecycle import STEPS
from tests.road import Road
from tests.workflow.jobs.mailbox import rows
from workflow.actions.notify import Message, mark_read, tell
from workflow.actions.office_hours import next_open
from workflow.actions.preferences import choose
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.jobs import digest, notice_letter, notices
from workflow.models.notice import Notice
from workflow.models.notice_choice import Digest, HeldNotice
from workflow.models.user import User
from workflow.queries.notice_topics import KINDS, topic_of

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
MONDAY = date(2026, 11, 23)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def user_id(login: str = "lanxi") -> int:
    return db.session.scalars(select(User.id).where(User.login == login)).one()


def write(kind: str, count: int = 1, login: str = "lanxi") -> None:
    for number in range(count):
        tell(None, [user_id(login)], Message(kind, f"{kind}{number}", f"{kind} {number}", "正文", "body"))
    db.session.commit()


def keys() -> list[str]:
    return [row.key for row in rows()]


def test_a_step_becomes_a_letter_to_the_enterprise(app: Flask) -> None:
    Road(app).to("correction")
    with app.app_context():
        while notices.send():
            pass
        assert not notices.waiting()
        letter = next(row for row in rows() if "请您补材料" in row.body)
        assert letter.recipient == db.session.get_one(User, user_id()).email
        assert "登录查看 Read on: http" in letter.body
        assert "/notices/choices" in letter.body


def test_each_way(app: Flask) -> None:
    with app.app_context(), told(at(MONDAY, 10)):
        choose(user_id(), {"messages": "here", "decisions": "daily"})
        for kind in ("message", "approve", "recovery", "lapse", "evaluate"):
            write(kind)
        assert notices.send() == 5
        assert [row.subject for row in rows()] == ["lapse0"]
        held = select(Notice.kind).join(HeldNotice, HeldNotice.notice_id == Notice.id).order_by(Notice.id)
        assert db.session.scalars(held).all() == ["approve", "recovery", "evaluate"]


def test_a_request_for_corrections_always_comes_at_once(app: Flask) -> None:
    with app.app_context(), told(at(MONDAY, 23)):
        choose(user_id(), {"corrections": "daily"})
        write("request_correction")
        write("lapse")
        notices.send()
        [row] = rows()
        assert (row.subject, row.next_at) == ("request_correction0", at(MONDAY, 23))


@SQLITE
@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        (at(MONDAY, 8, 29), at(MONDAY, 8, 30)),
        (at(MONDAY, 8, 30), at(MONDAY, 8, 30)),
        (at(MONDAY, 17, 59), at(MONDAY, 17, 59)),
        (at(MONDAY, 18), at(date(2026, 11, 24), 8, 30)),
        (at(date(2026, 11, 27), 19), at(date(2026, 11, 30), 8, 30)),
        (at(date(2026, 9, 30), 18), at(date(2026, 10, 8), 8, 30)),
        (at(date(2026, 10, 10), 9), at(date(2026, 10, 10), 9)),
    ],
    ids=["before", "opening", "last minute", "evening", "friday evening", "national day", "make-up saturday"],
)
def test_quiet_outside_working_hours(app: Flask, moment: datetime, wanted: datetime) -> None:
    with app.app_context(), told(moment):
        assert next_open(moment) == wanted
        write("message")
        notices.send()
        assert rows()[0].next_at == wanted


def test_one_daily_letter_on_working_days_at_nine(app: Flask) -> None:
    with app.app_context():
        with told(at(MONDAY, 10)):
            write("evaluate", 3)
            notices.send()
        friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
        with told(at(MONDAY + timedelta(days=1), 8, 59)):
            assert digest.send() == 0
        with told(at(saturday, 11)):
            assert digest.send() == 0
        with told(at(friday, 9)):
            assert (digest.send(), digest.send()) == (1, 0)
            write("evaluate")
            notices.send()
            assert digest.send() == 0, "never two on one day"
        with told(at(date(2026, 11, 30), 9, 1)):
            assert digest.send() == 1
        first, second = rows()
        assert "3条新消息" in first.subject
        assert first.body.count("正文") == 3
        assert "1 new message" in second.subject
        assert db.session.scalar(select(func.count()).select_from(HeldNotice).where(HeldNotice.day.is_(None))) == 0


def test_what_was_read_meanwhile_stands_in_no_letter(app: Flask) -> None:
    with app.app_context():
        with told(at(MONDAY, 10)):
            write("evaluate", 2)
            notices.send()
            mark_read(user_id(), 10**9)
            db.session.commit()
        with told(at(MONDAY + timedelta(days=1), 9)):
            assert digest.send() == 0
        assert rows() == []
        assert db.session.scalar(select(func.count()).select_from(Digest)) == 0


def test_two_workers_pass_each_message_on_once(app: Flask) -> None:
    with app.app_context(), told(at(MONDAY, 10)):
        write("message", 20)
        write("evaluate", 20)
    gate, passed, daily = threading.Barrier(3), [], []

    def work() -> None:
        with app.app_context():
            gate.wait()
            with told(at(MONDAY + timedelta(days=1), 10)):
                passed.append(notices.send())
                gate.wait()
                daily.append(digest.send())
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert (sum(passed), sum(daily)) == (40, 1)
        assert len([key for key in keys() if key.startswith("notice-")]) == 20
        assert len([key for key in keys() if key.startswith("digest-")]) == 1


@SQLITE
def test_who_has_no_address_or_no_account_reads_in_the_application(app: Flask) -> None:
    with app.app_context(), told(at(MONDAY, 10)):
        db.session.execute(update(User).where(User.login == "lanxi").values(email=None))
        db.session.execute(update(User).where(User.login == "yanbei").values(active=False))
        write("message")
        write("message", login="yanbei")
        assert notices.send() == 2
        assert rows() == []


@SQLITE
def test_every_kind_stands_in_one_group(app: Flask) -> None:
    listed = [kind for kinds in KINDS.values() for kind in kinds]
    assert len(listed) == len(set(listed))
    steps = {step.action for step in STEPS}
    own = ("rent_", "call_", "objection_", "appeal_", "countersign_", "sample_", "duty_", "repayment", "award_")
    known = {kind for kind in listed if not kind.startswith(own)}
    assert known - steps == {"correction_reminder", "condition_reminder", "recovery", "message", "bank_change"}
    assert topic_of("submit") == "cases"


def test_a_message_that_breaks_keeps_no_other_waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context(), told(at(MONDAY, 10)):
        write("message", 2)
        passed = notice_letter.about

        def about(notice: Notice, user: User) -> tuple[str, str]:
            if notice.title_zh == "message0":
                raise RuntimeError("bad luck")
            return passed(notice, user)

        monkeypatch.setattr(notices, "about", about)
        assert notices.send() == 1
        sent = db.session.scalars(select(Notice.sent_at.is_not(None)).order_by(Notice.id)).all()
        assert (sent, notices.waiting()) == ([False, True], True)
        db.session.execute(update(Notice).where(Notice.sent_at.is_(None)).values(attempts=notices.MOST_ATTEMPTS))
        assert not notices.waiting()
