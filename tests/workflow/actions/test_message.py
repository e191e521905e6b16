"""Messages as the action keeps them: who may write, until when, what becomes of the question, who is told."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from states.lifecycle import Refused
from tests.people import HUMAN
from tests.road import Road
from workflow import storage
from workflow.actions import message
from workflow.clock import now, told
from workflow.db import db
from workflow.demo.papers import paper
from workflow.demo.play import actor, locked
from workflow.models.filing import Document
from workflow.models.message import CaseMessage, MessageFile
from workflow.models.notice import Notice
from workflow.models.user import User
from workflow.queries.awaiting import asked_of, awaiting
from workflow.queries.messages import thread, unread_from


def write(
    case_id: int, login: str, body: str = "请看", *, asks: bool = False, files: Sequence[str] = ()
) -> CaseMessage:
    row = message.write(
        locked(case_id), body, actor(login), asks_answer=asks, files=[(name, paper(name)) for name in files]
    )
    db.session.commit()
    return row


def refusal(case_id: int, login: str, body: str = "请看") -> str:
    with pytest.raises(Refused) as refused:
        write(case_id, login, body)
    db.session.rollback()
    return refused.value.blockers[0].code


def test_a_question_waits_until_the_other_side_writes(app: Flask) -> None:
    road = Road(app)
    road.to("accepted")
    case_id = road.case_id
    with app.app_context():
        firm = locked(case_id).enterprise_id
        write(case_id, "lanxi", "多久？", asks=True)
        write(case_id, "lanxi", "补一句")
        assert awaiting([case_id]) == {case_id: "enterprise"}
        write(case_id, "shen", "下周。请问附件哪年的？", asks=True)
        assert awaiting([case_id]) == {case_id: "bureau"}
        assert [(case.id, row.body) for case, row in asked_of(firm)] == [(case_id, "下周。请问附件哪年的？")]
        write(case_id, "shen", "是指审计报告")
        assert awaiting([case_id]) == {case_id: "bureau"}
        write(case_id, "lanxi", "2025年的")
        assert (awaiting([case_id]), asked_of(firm), awaiting([])) == ({}, [], {})


def test_the_other_side_is_told_and_the_enterprise_reads_no_name(app: Flask) -> None:
    road = Road(app)
    road.to("accepted")
    with app.app_context():
        query = select(Notice, User.login).join(User, User.id == Notice.user_id).where(Notice.kind == "message")
        write(road.case_id, "jiang", "请补充说明", asks=True)
        told_firm = db.session.execute(query).unique().all()
        assert [row[1] for row in told_firm] == ["lanxi"]
        staff = [human.name for human in HUMAN.values() if human.group != "enterprise"]
        said = " ".join(f"{n.title_zh}{n.title_en}{n.body_zh}{n.body_en}" for n, _login in told_firm)
        assert "经办人等您答复" in said
        assert not [name for name in staff if name in said]
        write(road.case_id, "lanxi", "好的")
        assert [row[1] for row in db.session.execute(query).unique()][1:] == ["shen"]  # the owner of the case


def test_a_case_of_nobody_tells_every_caseworker(app: Flask) -> None:
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        write(road.case_id, "lanxi", asks=True)
        query = select(User.login).join(Notice, User.id == Notice.user_id).where(Notice.kind == "message")
        assert sorted(db.session.scalars(query)) == ["jiang", "shen"]


def test_who_may_write_and_what(app: Flask) -> None:
    road = Road(app)
    road.to("draft")
    draft = road.case_id
    road.to("submitted")
    with app.app_context():
        assert refusal(draft, "lanxi") == "not_submitted"
        assert refusal(road.case_id, "yanbei") == "own_enterprise"
        for login in ("fang", "lu", "bai", "han"):
            assert refusal(road.case_id, login) == "not_a_writer"
        assert refusal(road.case_id, "shen", "  \n ") == "no_text"
        assert refusal(road.case_id, "shen", "字" * 2001) == "no_text"
        for login in ("shen", "xu", "cheng", "lanxi"):
            write(road.case_id, login, "字" * 2000)
        with pytest.raises(Refused):
            write(road.case_id, "shen", files=[f"{n}.pdf" for n in range(6)])


@pytest.mark.parametrize("place", ["paid", "rejected", "withdrawn"])
def test_thirty_days_after_the_end_only_the_bureau_writes(app: Flask, place: str) -> None:
    road = Road(app)
    road.to(place)
    with app.app_context():
        for days, possible in ((29, True), (31, False)):
            with told(now() + timedelta(days=days)):
                write(road.case_id, "shen")
                if possible:
                    write(road.case_id, "lanxi")
                else:
                    assert refusal(road.case_id, "lanxi") == "messages_closed"


def test_a_referred_case_stays_open_until_its_outcome(app: Flask) -> None:
    road = Road(app)
    road.to("referred", item="12")
    with app.app_context(), told(now() + timedelta(days=90)):
        write(road.case_id, "lanxi")


def test_files_are_examined_and_stay_outside_the_checklist(app: Flask) -> None:
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        before = db.session.scalars(select(Document.id).where(Document.case_id == road.case_id)).all()
        write(road.case_id, "lanxi", files=["../说明.pdf", "二.pdf"])
        assert [file.name for file, _blob in thread(road.case_id)[0].files] == ["说明.pdf", "二.pdf"]
        with pytest.raises(storage.FileRefusedError):
            message.write(locked(road.case_id), "看", actor("lanxi"), files=[("a.pdf", paper("a")), ("b.exe", b"MZ")])
        db.session.rollback()
        assert len(db.session.scalars(select(MessageFile.ref)).all()) == 2
        assert len(thread(road.case_id)) == 1
        assert db.session.scalars(select(Document.id).where(Document.case_id == road.case_id)).all() == before


def test_what_is_written_stays_and_counts_as_read_by_its_writer(app: Flask) -> None:
    road = Road(app)
    road.to("submitted")
    with app.app_context():
        row = write(road.case_id, "lanxi", files=["a.pdf"])
        assert unread_from(road.case_id, row.author_id) == row.id
        for change in ("UPDATE message SET body = 'x'", "DELETE FROM message_file", "DELETE FROM message"):
            with pytest.raises(DatabaseError, match="append-only"):
                db.session.execute(text(change))
            db.session.rollback()
