"""Notes are for colleagues: who may read which, who is told, and what a correction keeps."""

import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from states.lifecycle import Refused
from tests.road import Road
from workflow.actions import note
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.models.mail import MailMessage
from workflow.models.note import Note, NoteMention
from workflow.models.notice import Notice
from workflow.models.user import User
from workflow.queries.notes import mentioned, notes

SECRET = "去年也有早开发票的情况"
GROUPS = {"shen": "casework", "jiang": "casework", "cheng": "decision", "fang": "finance", "lanxi": "enterprise"}


def read_by(case_id: int, login: str) -> list[str]:
    return [one.note.body for one in notes(case_id, actor(login).user_id or 0, GROUPS[login])]


def test_who_reads_what_and_who_is_told(app: Flask) -> None:
    road = Road(app)
    road.to("accepted")
    with app.app_context():
        case, shen = locked(road.case_id), actor("shen")
        for refused, words in (
            (lambda: note.write(case, "  ", "staff", shen), "no_text"),
            (lambda: note.write(case, "x" * 2001, "staff", shen), "no_text"),
            (lambda: note.write(case, "谁也没提到", "named", shen), "nobody_named"),
            (lambda: note.write(case, "企业想写备注", "staff", actor("lanxi")), "not_staff"),
        ):
            with pytest.raises(Refused) as error:
                refused()
            assert [one.code for one in error.value.blockers] == [words]
        note.write(case, f"{SECRET}，@程述 请留意；@沈砚 我自己", "named", shen)
        note.write(case, "复核时看发票", "casework", shen)
        note.write(case, "已约周二", "staff", shen, named=frozenset({actor("fang").user_id or 0}))
        db.session.commit()
        assert read_by(road.case_id, "shen") == ["已约周二", "复核时看发票", f"{SECRET}，@程述 请留意；@沈砚 我自己"]
        assert len(read_by(road.case_id, "cheng")) == 2
        assert read_by(road.case_id, "jiang") == ["已约周二", "复核时看发票"]
        assert read_by(road.case_id, "fang") == ["已约周二"]
        assert read_by(road.case_id, "lanxi") == []
        told = db.session.scalars(select(Notice).where(Notice.kind == "note_mention").order_by(Notice.id)).all()
        assert [row.user_id for row in told] == [actor("cheng").user_id, actor("fang").user_id]
        assert not [row for row in db.session.scalars(select(Notice)) if SECRET in row.body_zh + row.title_zh]
        assert not [row for row in db.session.scalars(select(MailMessage)) if SECRET in row.body]


def test_a_correction_is_a_new_note_of_the_same_author_for_the_same_readers(app: Flask) -> None:
    road = Road(app)
    road.to("accepted")
    with app.app_context():
        case, shen = locked(road.case_id), actor("shen")
        first = note.write(case, "@程述 金额写错了", "named", shen)
        second = note.write(case, "金额对的，@白露 也看一下", "staff", shen, corrects=first)
        db.session.commit()
        assert (second.visibility, second.corrects_id) == ("named", first.id)
        assert mentioned(second.id) == {actor("cheng").user_id, actor("bai").user_id}
        told = db.session.scalars(select(Notice.user_id).where(Notice.kind == "note_mention").order_by(Notice.id))
        assert list(told) == [actor("cheng").user_id, actor("bai").user_id], "told once each"
        by_id = {one.note.id: one.corrected for one in notes(road.case_id, shen.user_id or 0, "casework")}
        assert by_id == {first.id: True, second.id: False}
        newest = notes(road.case_id, shen.user_id or 0, "casework", newest=5)
        assert [one.note.id for one in newest] == [second.id]
        with pytest.raises(IntegrityError):
            note.write(case, "又改", "named", shen, corrects=first)
        db.session.rollback()
        other = {"author_id": actor("jiang").user_id, "author_group": "casework", "corrects_id": second.id}
        with pytest.raises(IntegrityError):
            db.session.execute(
                insert(Note).values(case_id=road.case_id, visibility="named", body="冒充", at=second.at, **other)
            )
        db.session.rollback()
        for change in (update(Note).values(body="改掉"), text("DELETE FROM note_mention")):
            with pytest.raises(DatabaseError):
                db.session.execute(change)
            db.session.rollback()
        assert db.session.scalars(select(NoteMention.note_id)).first() is not None


def test_a_name_that_two_colleagues_share_means_neither(app: Flask) -> None:
    road = Road(app)
    road.to("accepted")
    with app.app_context():
        db.session.execute(update(User).where(User.login == "jiang").values(name="沈砚"))
        db.session.commit()
        case, xu = locked(road.case_id), actor("xu")
        with pytest.raises(Refused) as refused:
            note.write(case, "@沈砚 看一下", "staff", xu)
        assert "@登录名" in refused.value.blockers[0].zh
        row = note.write(case, "@jiang 看一下", "staff", xu)
        assert mentioned(row.id) == {actor("jiang").user_id}
        db.session.commit()
