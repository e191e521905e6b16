"""Handing a case on, what comes back, the register of article 8 and the owner of a service request; on both databases."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.filing import actor, reload
from tests.workflow.onward import checked
from workflow.actions import application, referral
from workflow.actions.referral import Answer
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.notice import Notice
from workflow.models.referral import Referral
from workflow.models.register import Recognition


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def referred(item: str = "12") -> Case:
    case = checked(item)
    referral.refer(case, actor("shen"), "转商务部门，附申请表")
    return case


def test_a_computing_item_is_not_referred(app: Flask) -> None:
    with app.app_context():
        case = checked()
        with pytest.raises(Refused) as refused:
            referral.refer(case, actor("shen"), "转科技部门")
        assert codes(refused) == ["refers"]


def test_a_referral_names_scheme_department_and_owner(app: Flask) -> None:
    with app.app_context():
        case, shen = checked("12"), actor("shen")
        with pytest.raises(Refused) as refused:
            referral.refer(case, shen, "  ")
        assert codes(refused) == ["reason"]
        referral.refer(case, shen, " 转商务部门 ")
        db.session.commit()
        case, row = reload(case.number), db.session.scalars(select(Referral)).one()
        assert case.state == "referred"
        assert (row.case_id, row.owner_id, row.note, row.outcome, row.closed_at) == (
            case.id,
            shen.user_id,
            "转商务部门",
            "",
            None,
        )
        assert (row.department_zh, row.department_en) == ("商务主管部门", "department for commerce")
        notice = db.session.scalars(select(Notice).order_by(Notice.id.desc())).first()
        assert notice is not None
        assert "商务主管部门" in notice.body_zh
        assert "department for commerce" in notice.body_en


def test_acceptance_is_on_the_way_the_grant_is_final(app: Flask) -> None:
    with app.app_context():
        case, shen = referred(), actor("shen")
        referral.record_outcome(case, shen, Answer("accepted", "商务局来电"))
        with pytest.raises(Refused) as refused:
            referral.record_outcome(case, shen, Answer("accepted", "又来电"))
        assert codes(refused) == ["same_again"]
        referral.record_outcome(case, shen, Answer("granted", "商务函〔2026〕8号", amount_fen=12_345_678))
        db.session.commit()
        row = db.session.scalars(select(Referral)).one()
        assert (row.outcome, row.amount_fen, row.closed_at is not None) == ("granted", 12_345_678, True)
        assert row.answered_by == shen.user_id
        with pytest.raises(Refused) as refused:
            referral.record_outcome(reload(case.number), shen, Answer("refused", "又不给了"))
        assert codes(refused) == ["referral_open"]
        case = reload(case.number)
        step = db.session.get_one(Transition, (case.id, case.version))
        assert step.detail == {"outcome": ["accepted", "granted"], "amount_fen": 12_345_678}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer("granted", "函"), "amount_needed"),
        (Answer("granted", "函", amount_fen=0), "amount_needed"),
        (Answer("granted", "函", amount_fen=10_000_000_000_001), "amount_needed"),
        (Answer("refused", "函", amount_fen=1), "no_amount"),
        (Answer("refused", " "), "reason"),
    ],
)
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_an_answer_must_make_sense(app: Flask, answer: Answer, code: str) -> None:
    with app.app_context():
        case = referred()
        with pytest.raises(Refused) as refused:
            referral.record_outcome(case, actor("shen"), answer)
        assert codes(refused) == [code]
        assert db.session.scalars(select(Referral)).one().outcome == ""


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_word_of_another_item_is_a_mistake(app: Flask) -> None:
    with app.app_context(), pytest.raises(ValueError, match="recognised"):
        referral.record_outcome(referred(), actor("shen"), Answer("recognised", "函"))


def test_recognition_enters_the_register(app: Flask) -> None:
    with app.app_context():
        case, shen = referred("8"), actor("shen")
        for answer, code in (
            (Answer("recognised", "批文", since=date(2026, 3, 1)), "entry_needed"),
            (Answer("recognised", "批文", title="仓储巡检"), "entry_needed"),
            (
                Answer("recognised", "批文", title="仓储巡检", since=date(2026, 3, 1), until=date(2026, 2, 1)),
                "days_in_order",
            ),
        ):
            with pytest.raises(Refused) as refused:
                referral.record_outcome(case, shen, answer)
            assert codes(refused) == [code]
        since, until = date(2026, 3, 1), date(2029, 2, 28)
        entry_of = Answer("recognised", "批文", title=" 仓储巡检 ", since=since, until=until)
        referral.record_outcome(case, shen, entry_of)
        db.session.commit()
        entry = db.session.scalars(select(Recognition)).one()
        assert (entry.case_id, entry.kind, entry.title) == (case.id, "recognised", "仓储巡检")
        assert (entry.since, entry.until) == (date(2026, 3, 1), date(2029, 2, 28))


def test_a_service_request_has_an_owner_who_answers(app: Flask) -> None:
    with app.app_context():
        case, shen, jiang = checked("18"), actor("shen"), actor("jiang")
        with pytest.raises(Refused) as refused:
            referral.refer(case, shen, "知识产权问题", owner_id=actor("cheng").user_id)
        assert codes(refused) == ["owner"]
        referral.refer(case, shen, "知识产权问题", owner_id=jiang.user_id)
        assert case.owner_id == jiang.user_id
        with pytest.raises(Refused) as refused:
            referral.record_outcome(case, shen, Answer("answered", "已约专家"))
        assert codes(refused) == ["in_charge"]
        referral.record_outcome(case, jiang, Answer("answered", "已约专家"))
        db.session.commit()
        row = db.session.scalars(select(Referral)).one()
        assert (row.outcome, row.outcome_note, row.owner_id) == ("answered", "已约专家", jiang.user_id)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_referred_case_is_not_withdrawn(app: Flask) -> None:
    with app.app_context():
        case = referred()
        with pytest.raises(Refused) as refused:
            application.withdraw(case, actor("lanxi"))
        assert codes(refused) == ["wrong_state"]
