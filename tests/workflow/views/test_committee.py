"""The committee's pages: agenda, vote, decision, and what they say when it cannot be done."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.desk import before_committee, locked
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Decision

Visit = Callable[[str | None], Visitor]


def number_of(app: Flask, item: str = "5", firm: str = "lanxi") -> str:
    """A case before the committee."""
    with app.app_context():
        case_id = before_committee(item, firm=firm)
        db.session.commit()
        return db.session.scalars(select(Case.number).where(Case.id == case_id)).one()


def state_of(app: Flask, number: str) -> str:
    with app.app_context():
        return db.session.scalars(select(Case.state).where(Case.number == number)).one()


def test_from_the_agenda_to_the_public_notice(app: Flask, visit: Visit) -> None:
    big, small = number_of(app), number_of(app, "10", "yanbei")
    bai = visit("bai")
    bai.open("/committee")
    assert "3,000,000.00" in bai.text
    assert "2件，已表决0件" in bai.text
    lu = visit("lu")
    assert "等会议秘书办" in lu.open(f"/cases/{big}")
    bai.send(f"/{big}/vote", votes_for="5", votes_against="1", meeting="2026年第3次审定会", expect=200)
    assert (bai.at, "2件，已表决1件" in bai.text) == ("/committee", True)
    assert "等科室负责人办" in lu.open(f"/cases/{big}")
    # The next case is open at once, with the meeting already filled in.
    assert bai.form(f"/{small}/vote").fields["meeting"] == ["2026年第3次审定会"]

    cheng = visit("cheng")
    cheng.open("/committee")
    assert "/vote" not in cheng.text
    cheng.open(f"/committee/{big}")
    assert "同意5，反对1，弃权0" in cheng.text
    cheng.send(f"/{big}/approval", expect=200)
    assert state_of(app, big) == "publicity"
    assert "公示期满没有异议的，自动进入拨付" in lu.open(f"/cases/{big}")
    cheng.open("/publicity")
    assert "3,000,000.00" in cheng.text
    visitor = visit(None)
    visitor.open("/notice")
    assert "深圳岚汐传感技术有限公司" in visitor.text
    assert f"/notice/{big}/objection" in visitor.text, "anybody may object; the number alone opens nothing else"


def test_a_vote_with_mistakes_keeps_what_was_typed(app: Flask, visit: Visit) -> None:
    number = number_of(app)
    bai = visit("bai")
    bai.open("/committee")
    bai.send("/vote", votes_for="６", result="reduce", amount="1e9", meeting="", reason="只算首轮", expect=422)
    for sentence in ("票数要填0到99的整数", "金额要写成1234.50这样的数字", "请写明是哪次会议", "只算首轮", "1e9"):
        assert sentence in bai.text
    bai.send("/vote", votes_for="5", result="reduce", amount="3,000,000", meeting="第3次", expect=422)
    assert "调整后的金额要小于评估金额" in bai.text
    bai.send("/vote", votes_for="5", result="reduce", amount="2,900,000.50", meeting="第3次", reason="", expect=422)
    assert "要写明理由" in bai.text
    bai.send("/vote", reason="只算首轮", expect=200)
    with app.app_context():
        assert db.session.scalars(select(Decision.amount_fen)).one() == 290_000_050
    bai.open(f"/committee/{number}")
    assert bai.form("/vote").fields["result"] == ["reduce"]


def test_the_supervisor_reads_why_it_cannot_be_approved_yet(app: Flask, visit: Visit) -> None:
    number = number_of(app)
    cheng = visit("cheng")
    cheng.open(f"/committee/{number}")
    assert "要先开会表决" in cheng.text
    assert 'aria-disabled="true"' in cheng.text
    # Sent all the same: the procedure answers, nothing changes.
    cheng.send("/approval", expect=409)
    assert "要先开会表决" in cheng.text
    assert state_of(app, number) == "committee"


@pytest.mark.parametrize(
    ("step", "field", "state"), [("return", "return-reason", "evaluated"), ("refusal", "reject-reason", "rejected")]
)
def test_sending_back_and_refusing_need_a_reason(app: Flask, visit: Visit, step: str, field: str, state: str) -> None:
    number = number_of(app, "10")
    cheng = visit("cheng")
    cheng.open(f"/committee/{number}")
    cheng.send(f"/{step}", expect=422)
    assert "请写明理由" in cheng.text
    reason: dict[str, Any] = {field: "面积证明不全"}
    cheng.send(f"/{step}", expect=200, **reason)
    assert state_of(app, number) == state


def test_a_page_from_before_is_told_who_was_faster(app: Flask, visit: Visit) -> None:
    number = number_of(app, "10")
    cheng, bai = visit("cheng"), visit("bai")
    cheng.open(f"/committee/{number}")
    bai.open("/committee")
    bai.send("/vote", votes_for="5", meeting="第3次", expect=200)
    cheng.send("/approval", expect=409)
    assert "白露" in cheng.text
    assert state_of(app, number) == "committee"


def test_a_double_click_decides_once(app: Flask, visit: Visit) -> None:
    number = number_of(app, "10")
    cheng = visit("cheng")
    cheng.open(f"/committee/{number}")
    form = cheng.form("/approval")
    data = {name: values[0] for name, values in form.fields.items()}
    for _click in range(2):
        cheng.page = cheng.client.post(form.action, data=data, follow_redirects=True)
        assert cheng.status == 200
    assert "没有再办第二次" in cheng.text
    with app.app_context():
        assert locked(1).version == 2


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("login", ["lanxi", "shen", "fang"])
def test_who_has_no_part_in_the_decision_does_not_see_it(app: Flask, visit: Visit, login: str) -> None:
    number = number_of(app)
    person = visit(login)
    person.open("/committee", expect=403)
    person.open(f"/committee/{number}", expect=403)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_draft_and_a_number_that_is_not_there_are_not_found(app: Flask, visit: Visit) -> None:
    cheng = visit("cheng")
    for number in ("D2345678", "2026-10-9999", "x" * 60):
        cheng.open(f"/committee/{number}", expect=404)


def test_nothing_computed_is_nothing_to_approve(app: Flask, visit: Visit) -> None:
    with app.app_context():
        before_committee("10", {"revenue": "40000000.00", "peak": "0.00"})
        db.session.commit()
    bai = visit("bai")
    bai.open("/committee")
    bai.send("/vote", votes_for="5", meeting="第3次", expect=422)
    assert "评估金额是0元，不能同意" in bai.text
    bai.send("/vote", votes_for="0", votes_against="5", result="reject", reason="没有达到首个台阶", expect=200)


@pytest.mark.parametrize("cases", [1, 3])
def test_the_agenda_costs_the_same_for_one_case_and_for_three(app: Flask, visit: Visit, cases: int) -> None:
    for _ in range(cases):
        number_of(app)
    bai = visit("bai")
    bai.open("/committee")
    with app.app_context(), expected(db.engine, 6):
        bai.open("/committee")


def test_the_page_of_a_case_costs_the_same_for_every_item(app: Flask, visit: Visit) -> None:
    numbers = [number_of(app, "5"), number_of(app, "14")]
    cheng = visit("cheng")
    cheng.open(f"/committee/{numbers[0]}")
    for number in numbers:
        with app.app_context(), expected(db.engine, 19):
            cheng.open(f"/committee/{number}")
