"""The pages of meetings: from the roll and the call to the execution, minutes, recusals that hide a case, thresholds."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select

from forms.meeting import MOST_MEMBERS as FORMS_MOST
from tests.ground.queries import expected
from tests.people import FIRM
from tests.visitor import Visitor
from tests.workflow.desk import before_committee
from tests.workflow.filing import actor
from tests.workflow.meeting_ground import called, opened, roll
from workflow.actions import agenda
from workflow.db import db
from workflow.models.case import Case
from workflow.models.meeting import MOST_MEMBERS, CommitteeMember

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def numbers_of(app: Flask, *made: tuple[str, str]) -> list[str]:
    """Cases before the committee, by item and firm."""
    with app.app_context():
        ids = [before_committee(item, firm=firm) for item, firm in made]
        db.session.commit()
        numbers = {row.id: row.number for row in db.session.execute(select(Case.id, Case.number))}
        return [numbers[key] for key in ids]


def test_the_form_takes_as_many_members_as_the_table(engine_name: str) -> None:
    assert FORMS_MOST == MOST_MEMBERS, engine_name


def state_of(app: Flask, number: str) -> str:
    with app.app_context():
        return db.session.scalars(select(Case.state).where(Case.number == number)).one()


def test_from_the_roll_to_the_agenda(app: Flask, visit: Visit) -> None:
    big, small, third = numbers_of(app, ("5", "lanxi"), ("10", "yanbei"), ("10", "qinglan"))
    bai = visit("bai")
    bai.open("/members")
    for name in ("甲", "乙", "丙"):
        bai.send("/members", name=name, organisation="示例局", title="委员", expect=200)
    bai.send("/members", name="丁", organisation="示例局", title="委员", login="nobody", expect=409)
    assert "没有这个登录名" in bai.text
    bai.open("/meetings/new")
    bai.send("/meetings", day="2026-03-18", time="14:30", place="", quorum="9", expect=422)
    assert "请写地点" in bai.text
    assert "法定人数要在1和应到人数之间" in bai.text
    bai.send("/meetings", place="第二会议室", quorum="2", expect=200)
    assert bai.at == "/meetings/2026-1/agenda"
    bai.send("/meetings/2026-1/agenda", number=[big, small, third], expect=200)
    bai.send(f"/{third}/place", to="up", expect=200)
    bai.send("/blocks", item=["2", "3"], expect=200)
    assert "第1组" in bai.text


def test_votes_execution_and_papers(app: Flask, visit: Visit) -> None:
    big, small, third = numbers_of(app, ("5", "lanxi"), ("10", "yanbei"), ("10", "qinglan"))
    with app.app_context():
        roll(3)
        row = called(list(db.session.scalars(select(Case.id))))
        row.quorum = 2
        agenda.bind(row, [2, 3], actor("bai"))
        db.session.commit()
    bai = visit("bai")
    bai.open("/meetings/2026-1")
    bai.send("/attendance", **{"seat-3": "leave"}, expect=200)
    assert "实到2人" in bai.text
    assert "还有3件没有审定" in bai.text
    bai.send(f"/{big}/vote", votes_for="3", expect=422)
    assert "票数多于有表决权的2人" in bai.text
    bai.send(f"/{big}/vote", votes_for="2", result="reduce", amount="2,900,000", reason="IP费用不全属首轮", expect=200)
    # The two others are a block: one vote for both, member by member.
    bai.send(f"/{small}/vote", **{"ballot-1": "for", "ballot-2": "for"}, expect=200)
    assert "2件的表决结果记下了" in bai.text
    assert "3件，已审定3件" in bai.text
    assert "2,900,000.00" in bai.text
    bai.send("/closing", expect=200)
    bai.send("/minutes", minutes="一、第1件调减。\n二、其余通过。", expect=200)
    bai.send("/signatures/1", expect=200)
    assert "/minutes/autosave" not in bai.text, "signed minutes do not change"
    cheng = visit("cheng")
    cheng.open("/meetings/2026-1")
    cheng.send("/execution", expect=200)
    cheng.open("/meetings/2026-1")
    assert cheng.text.count("已执行") >= 4
    assert [state_of(app, one) for one in (big, small, third)] == ["publicity"] * 3
    _papers(cheng)
    visit("lu").open("/meetings/2026-1")


def _papers(cheng: Visitor) -> None:
    for paper in ("agenda.pdf", "sheets.pdf", "minutes.pdf"):
        first = cheng.client.get(f"/meetings/2026-1/{paper}").data
        assert first.startswith(b"%PDF")
        assert cheng.client.get(f"/meetings/2026-1/{paper}").data == first, "the same bytes each time"
    word = Document(BytesIO(cheng.client.get("/meetings/2026-1/minutes.docx?lang=en").data))
    text = "\n".join(line.text for line in word.paragraphs)
    assert "一、第1件调减。" in text
    assert "2,900,000.00" in "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)


def test_a_recused_member_with_an_account_does_not_find_the_case(app: Flask, visit: Visit) -> None:
    big, small = numbers_of(app, ("5", "lanxi"), ("10", "yanbei"))
    with app.app_context():
        roll(4, "cheng")
        ids = list(db.session.scalars(select(Case.id).order_by(Case.id)))
        opened(ids)
        member = db.session.scalars(select(CommitteeMember.id).where(CommitteeMember.user_id.is_not(None))).one()
        db.session.commit()
    cheng, bai = visit("cheng"), visit("bai")
    cheng.open(f"/cases/{big}")
    bai.open(f"/meetings/2026-1?at={big}")
    bai.send(f"/{big}/recusal", **{"recuse-member": str(member), "recuse-kind": "related"}, expect=422)
    assert "请写明理由" in bai.text
    bai.send(
        f"/{big}/recusal",
        **{"recuse-member": str(member), "recuse-kind": "related", "recuse-reason": "配偶在该企业任职"},
        expect=200,
    )
    assert "有表决权3人" in bai.text
    for page in (f"/cases/{big}", f"/committee/{big}", f"/cases/{big}/record"):
        cheng.open(page, expect=404)
    for page in ("/cases?tab=all", f"/enterprises/{FIRM['lanxi'].uscc}"):
        assert big not in cheng.open(page)
    for page in ("/cases", "/committee", "/meetings/2026-1"):
        cheng.open(page)
        assert (big in cheng.text, small in cheng.text) == (False, True), page
    word = Document(BytesIO(cheng.client.get("/meetings/2026-1/minutes.docx").data))
    assert big not in "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    visit("tang").open(f"/cases/{big}")
    bai.send("/end", reason="登记错人", expect=200)
    cheng.open(f"/cases/{big}")


def test_thresholds_take_two(app: Flask, visit: Visit) -> None:
    cheng, tang = visit("cheng"), visit("tang")
    cheng.open("/thresholds")
    assert "500,000.00" in cheng.text
    cheng.send("/thresholds", kind="vote", amount="", reason="x", expect=422)
    cheng.send("/thresholds", kind="second", amount="2,000,000", reason="大额要慎重", expect=200)
    assert "您是提议人" in cheng.text
    tang.open("/thresholds")
    tang.send("/approval", expect=200)
    assert "2,000,000.00" in tang.text
    (number,) = numbers_of(app, ("5", "lanxi"))
    cheng.open(f"/committee/{number}")
    assert "还没有签署" in cheng.text


def test_minutes_are_saved_while_they_are_typed(app: Flask, visit: Visit) -> None:
    numbers_of(app, ("10", "lanxi"))
    with app.app_context():
        opened(list(db.session.scalars(select(Case.id))))
        db.session.commit()
    bai = visit("bai")
    bai.open("/meetings/2026-1")
    form = bai.form("/minutes")
    data = {name: values[0] for name, values in form.fields.items()} | {"minutes": "一、"}
    kept = bai.client.post("/meetings/2026-1/minutes/autosave", data=data)
    assert (kept.status_code, kept.json["digest"]) == (200, "1")
    again = bai.client.post("/meetings/2026-1/minutes/autosave", data=data | {"minutes": "另写"})
    assert (again.status_code, "另一个页面" in again.json["sentence"]) == (409, True)
    assert "一、" in bai.open("/meetings/2026-1")


@pytest.mark.parametrize("cases", [1, 3, 50])
def test_the_page_of_a_meeting_costs_the_same_for_one_case_and_for_fifty(app: Flask, visit: Visit, cases: int) -> None:
    numbers_of(app, *([("10", "lanxi")] * cases))
    with app.app_context():
        opened(list(db.session.scalars(select(Case.id))))
        db.session.commit()
    bai = visit("bai")
    bai.open("/meetings/2026-1")
    with app.app_context(), expected(db.engine, 24):
        bai.open("/meetings/2026-1")
    bai.open("/meetings")
    with app.app_context(), expected(db.engine, 3):
        bai.open("/meetings")
