"""Objecting without signing in, who may read it, and its way to the second person, through the pages."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.filing import actor, pdf
from workflow.db import db
from workflow.models.objection import Objection

Visit = Callable[[str | None], Visitor]
WHO, PHONE, WHY = "周小念", "13900000021", "产品目录里有一款是贴牌，请核对。"
FILLED = {"name": WHO, "contact": PHONE, "statement": WHY}


def noticed(app: Flask) -> str:
    return Road(app).to("publicity", firm="lanxi")


def receipt(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(select(Objection.receipt)).one()


def test_anybody_objects_and_reads_the_answer_by_the_receipt(app: Flask, visit: Visit) -> None:
    number, anybody = noticed(app), visit(None)
    anybody.open("/notice")
    assert f"/notice/{number}/objection" in anybody.text
    anybody.open(f"/notice/{number}/objection")
    anybody.send("/objection", **FILLED, file=(BytesIO(pdf()), "证明.pdf"), expect=200)
    code = receipt(app)
    assert anybody.at == f"/notice/receipts/{code}"
    for said in (WHO, PHONE, WHY):
        assert said not in anybody.text
    supervisor, handler = visit("cheng"), visit("jiang")
    supervisor.open(f"/objections/{code}")
    assert WHO in supervisor.text
    with app.app_context():
        jiang = str(actor("jiang").user_id)
    supervisor.send("/handler", handler=jiang, expect=200)
    handler.open(f"/objections/{code}")
    assert WHY in handler.text
    with handler.client.get(f"/objections/{code}/file") as file:
        assert (file.status_code, file.headers["Content-Disposition"][:10]) == (200, "attachment")
    handler.send("/answer", reason="", expect=422)
    assert "请写理由" in handler.text
    handler.send("/answer", reason="已核对，都是自主设计。", expect=200)
    anybody.open(f"/notice/receipts/{code}")
    assert "已核对，都是自主设计" in anybody.text


def test_nobody_else_sees_who_it_was(app: Flask, visit: Visit) -> None:
    number, rival = noticed(app), visit("yanbei")
    rival.open(f"/notice/{number}/objection")
    rival.send("/objection", **FILLED, expect=200)
    code = receipt(app)
    for login in ("shen", "jiang", "xu"):
        person = visit(login)
        person.open(f"/objections/{code}")
        assert person.at == "/objections"
        assert WHO not in person.text
        person.open(f"/objections/{code}/file")
        assert person.at == "/objections"
    pages: dict[str | None, tuple[str, ...]] = {
        "shen": (f"/cases/{number}", f"/cases/{number}/record", "/publicity"),
        "cheng": (f"/cases/{number}", f"/cases/{number}/record", "/notices"),
        "lanxi": (f"/applications/{number}", "/notices"),
        "lu": (f"/cases/{number}", f"/cases/{number}/record"),
        None: ("/notice",),
    }
    for reader, paths in pages.items():
        person = visit(reader)
        for path in paths:
            person.open(path)
            for said in (WHO, PHONE, WHY, "砚北"):
                assert said not in person.text.split("</header>")[-1], (reader, path)


def test_what_is_wrong_stays_typed_and_nothing_is_kept(app: Flask, visit: Visit) -> None:
    number, anybody = noticed(app), visit(None)
    anybody.open(f"/notice/{number}/objection")
    anybody.send("/objection", name=WHO, contact="", statement=" ", expect=422)
    assert WHO in anybody.text
    anybody.send("/objection", **FILLED, file=(BytesIO(b"MZ"), "x.exe"), expect=422)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Objection)) == 0


def test_the_same_form_twice_gives_one_receipt(app: Flask, visit: Visit) -> None:
    number, anybody = noticed(app), visit(None)
    anybody.open(f"/notice/{number}/objection")
    form = {name: values[0] for name, values in anybody.form("/objection").fields.items()} | FILLED
    answers = [anybody.client.post(f"/notice/{number}/objection", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_an_own_application_cannot_be_objected_to(app: Flask, visit: Visit) -> None:
    number, own = noticed(app), visit("lanxi")
    own.open(f"/notice/{number}/objection")
    assert "不能对本单位的申请提异议" in own.text
    own.open("/notice/2026-10-9999/objection")
    assert own.at == "/notice"
    own.open("/notice/receipts/YXXXXXXXXXXX", expect=404)


def test_two_people_take_it_back_to_the_committee(app: Flask, visit: Visit) -> None:
    number, anybody = noticed(app), visit(None)
    anybody.open(f"/notice/{number}/objection")
    anybody.send("/objection", **FILLED, expect=200)
    code, supervisor, second = receipt(app), visit("cheng"), visit("tang")
    supervisor.open(f"/objections/{code}")
    supervisor.send("/proposal", reason="规模数据有误。", expect=409)
    assert "先指定处理人" in supervisor.text
    with app.app_context():
        jiang = str(actor("jiang").user_id)
    supervisor.open(f"/objections/{code}")
    supervisor.send("/handler", handler=jiang, expect=200)
    supervisor.send("/proposal", reason="规模数据有误，重新审定。", expect=200)
    assert "已提请第二个人确认" in supervisor.text
    supervisor.open("/proposals/1")
    assert "提议人自己不能确认" in supervisor.text
    second.open("/objections")
    second.open("/proposals/1")
    second.send("/confirmation", expect=200)
    assert second.at == f"/cases/{number}"
    assert "会议审定" in second.text
    supervisor.open(f"/cases/{number}/record")
    assert "第二个人" in supervisor.text
    assert "唐宁" in supervisor.text
