"""Messages as both sides see and write them: through the pages, without script, with files, and at a known price."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.people import HUMAN
from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.many import case_row
from workflow.db import db
from workflow.demo.papers import paper

Visit = Callable[[str | None], Visitor]
STAFF = [human.name for human in HUMAN.values() if human.group != "enterprise"]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def upload(name: str, data: bytes) -> tuple[BytesIO, str]:
    return BytesIO(data), name


def test_a_question_is_answered_and_the_badges_follow(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    lanxi, shen = visit("lanxi"), visit("shen")
    lanxi.open(f"/applications/{number}")
    assert "办理中有问题，可以在这里问经办人" in lanxi.text
    lanxi.send("/messages", text="要带原件吗？\n还是寄过去", files=[upload("清单.pdf", paper("list"))], expect=200)
    assert lanxi.at == f"/applications/{number}"
    assert "您问的还没有答复" in lanxi.text
    assert "要带原件吗？<br>还是寄过去" in lanxi.text
    shen.open("/cases")
    assert "等您答复" in shen.text
    shen.open(f"/cases/{number}")
    assert "企业等答复" in shen.text
    assert "林知夏" in shen.text
    assert '<b class="is-azurite">新</b>' in shen.text
    assert '<b class="is-azurite">新</b>' not in shen.open(f"/cases/{number}")
    shen.send("/messages", text="带原件。哪天来？", asks="y", expect=200)
    shen.open("/cases")
    assert "等企业答复" in shen.text
    lanxi.open("/applications")
    assert "答复经办人：" in lanxi.text
    assert "等您答复" in lanxi.text
    lanxi.open(f"/applications/{number}")
    assert "经办人问了您一个问题，在等您答复" in lanxi.text
    assert not [name for name in STAFF if name in lanxi.text]
    lanxi.send("/messages", text="周三", asks=None, expect=200)
    assert "答复经办人：" not in lanxi.open("/applications")
    assert "tag--warn" not in lanxi.text
    assert "等企业答复" not in shen.open("/cases")


def test_a_file_is_a_download_for_those_of_the_case(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    lanxi.send("/messages", text="附上", files=[upload("清单.pdf", paper("list"))])
    found = re.search(r'href="(/messages/files/[^"]+)"', lanxi.text)
    assert found
    for login, status in (("lanxi", 200), ("shen", 200), ("lu", 200), ("yanbei", 404), ("han", 403)):
        answer = visit(login).client.get(found[1], buffered=True)
        assert answer.status_code == status, login
        if status == 200:
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert answer.data == paper("list")
    assert visit("lanxi").client.get("/messages/files/" + "x" * 22).status_code == 404


def test_a_bad_file_or_no_text_keeps_what_was_written(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}")
    lanxi.send("/messages", text="请看附件", files=[upload("a.exe", b"MZ")], expect=422)
    assert "不是PDF" in lanxi.text
    assert ">\n请看附件</textarea>" in lanxi.text or ">\r\n请看附件</textarea>" in lanxi.text
    lanxi.send("/messages", text="  ", expect=422)
    assert "有1处需要修改" in lanxi.text
    assert "还没有留言" not in lanxi.open(f"/applications/{number}/messages")  # the applicant reads its own words
    assert "可以在这里问经办人" in lanxi.text


def test_ready_made_texts_are_filled_and_blanks_stop_the_message(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    shen = visit("shen")
    shen.open(f"/cases/{number}/messages?template=explain")
    assert f"{number}里填的［哪一项］" in shen.text
    assert "发送前请先填好：［哪一项］、［哪份材料］" in shen.text
    shen.send("/messages", expect=422)
    assert "还有没填的地方：［哪一项］、［哪份材料］" in shen.text
    shen.send("/messages", text="${企业}请说明${不存在}和${环节}", expect=422)
    assert "${不存在}" in shen.text
    assert "${环节}" not in shen.text
    shen.send("/messages", text="${企业}：这是${案号}", template="", expect=200)
    assert f"深圳岚汐传感技术有限公司：这是{number}" in shen.text
    shen.open(f"/cases/{number}/messages?template=progress")
    assert f"{number}正在材料核验" in shen.text
    shen.open(f"/cases/{number}/messages?template=nothing")


def test_the_applicants_tags_are_only_text(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/messages")
    lanxi.send("/messages", text="<b>${企业}</b> {{ 7*7 }} %(x)s", expect=200)
    assert "&lt;b&gt;${企业}&lt;/b&gt; {{ 7*7 }} %(x)s" in lanxi.text


def test_who_cannot_write_reads_why(app: Flask, visit: Visit) -> None:
    road = Road(app)
    number, draft = road.to("accepted"), road.to("draft")
    auditor = visit("lu")
    auditor.open(f"/cases/{number}")
    assert "您的岗位不给企业写留言" in auditor.text
    assert 'action="/cases/' + number + '/messages"' not in auditor.text
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{draft}/messages")
    assert "提交以后才能留言" in lanxi.text


def test_a_double_click_writes_one_message(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/messages")
    form = lanxi.form("/messages")
    data = {name: value[0] for name, value in form.fields.items()} | {"text": "只要一条"}
    for _twice in range(2):
        lanxi.page = lanxi.client.post(form.action, data=data, follow_redirects=True)
    assert lanxi.open(f"/applications/{number}/messages").count("只要一条") == 1


def test_badges_cost_one_statement_however_many_rows(app: Flask, visit: Visit) -> None:
    with app.app_context():
        for _place in range(30):
            case_row()
        db.session.commit()
        engine = db.engine
    shen = visit("shen")
    shen.open("/cases")
    with expected(engine, 8):
        shen.open("/cases")


def test_the_thread_costs_the_same_however_long(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/messages")
    for count in (1, 9):
        for place in range(count):
            lanxi.send("/messages", text=f"第{place}条", files=[upload("a.pdf", paper(f"{place}"))])
        lanxi.open(f"/applications/{number}")
        with app.app_context():
            engine = db.engine
        with expected(engine, 24):
            lanxi.open(f"/applications/{number}")
        assert ("看更早的留言" in lanxi.text) is (count == 9)
