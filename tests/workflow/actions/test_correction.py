"""The one complete correction notice: what it must hold, its clock, taking it back, its lapse; on both databases."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.filing import actor, pdf, reload
from tests.workflow.onward import accepted, evaluated, papers
from workflow.actions import application, checking, correction, documents
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.filing import Correction
from workflow.models.notice import Notice
from workflow.queries.calendar import calendar
from workflow.queries.filings import open_correction

FACT = {"kind": "fact", "name": "peak", "wrong": "与审计报告不一致，请核对"}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def asked(case: Case) -> Correction:
    return correction.request(case, [FACT], "请一次补齐", actor("shen"))


def test_the_notice_lists_what_is_wrong_and_stops_the_clock(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        notice = asked(case)
        db.session.commit()
        case = reload(case.number)
        assert case.state == "correction"
        assert notice.due_on == case.due_on == calendar().due(business_date(), 15)
        assert case.promised_on is None  # stands still: nobody can say yet on which day it ends
        assert notice.items == [FACT]
        assert (notice.state, notice.note) == ("open", "请一次补齐")
        row = db.session.get_one(Transition, (case.id, case.version))
        assert row.detail == {"items": [FACT]}
        assert row.reason == "此前历年最高营业收入：与审计报告不一致，请核对"
        told_to = db.session.scalars(select(Notice).where(Notice.kind == "request_correction")).one()
        assert f"请在{notice.due_on.year}年{notice.due_on.month}月{notice.due_on.day}日前补好" in told_to.body_zh
        assert "与审计报告不一致" in told_to.body_zh


UNUSABLE = [
    ([], "empty"),
    ([FACT, FACT], "unknown_point"),
    ([{"kind": "fact", "name": "colour", "wrong": "不对"}], "unknown_point"),
    ([{"kind": "document", "name": "peak", "wrong": "不对"}], "unknown_point"),
    ([FACT | {"wrong": "  "}], "wrong_missing"),
]


def test_an_unusable_list_is_refused(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        for items, code in UNUSABLE:
            with pytest.raises(Refused) as refused:
                correction.request(case, items, "", actor("shen"))
            assert codes(refused) == [code]
        assert (case.state, open_correction(case.id)) == ("submitted", None)


def test_refused_documents_cannot_be_forgotten(app: Flask) -> None:
    with app.app_context():
        case, shen = accepted(), actor("shen")
        paper = papers(case)[0]
        checking.give_verdict(case, paper, "refused", "缺章", shen)
        with pytest.raises(Refused) as refused:
            asked(case)
        assert codes(refused) == ["refused_missing"]
        point = {"kind": "document", "name": paper.kind, "wrong": "缺章，请盖章后重传"}
        assert correction.request(case, [FACT, point], "", shen).items == [FACT, point]


def test_only_the_caseworker_in_charge_asks(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        for login, code in (("jiang", "in_charge"), ("xu", "wrong_role")):
            with pytest.raises(Refused) as refused:
                correction.request(case, [FACT], "", actor(login))
            assert codes(refused) == [code]


def test_taking_it_back_lets_the_case_go_on(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        notice = asked(case)
        correction.cancel(case, actor("shen"))
        db.session.commit()
        assert (case.state, notice.state) == ("submitted", "cancelled")
        assert notice.closed_at is not None
        assert case.due_on == calendar().due(business_date(), 5)
        asked(case)
        with pytest.raises(Refused) as refused:
            asked(case)
        assert codes(refused) == ["wrong_state"]


def test_it_lapses_only_after_its_last_day(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        notice = asked(case)
        db.session.commit()
        noon = datetime(notice.due_on.year, notice.due_on.month, notice.due_on.day, 12, tzinfo=SHANGHAI)
        with told(noon), pytest.raises(Refused) as refused:
            correction.lapse(reload(case.number), actor("shen"), "逾期")
        assert codes(refused) == ["correction_overdue"]
        db.session.rollback()
        case = reload(case.number)
        with told(noon + timedelta(days=1)):
            with pytest.raises(Refused) as refused:
                correction.lapse(case, actor("shen"), "")
            assert codes(refused) == ["reason"]
            correction.lapse(case, actor("shen"), "逾期没有补正")
            db.session.commit()
        notice = db.session.scalars(select(Correction)).one()
        assert (case.state, notice.state, case.due_on) == ("withdrawn", "lapsed", None)


def test_an_answered_notice_brings_the_case_back_with_only_the_new_file_unjudged(app: Flask) -> None:
    with app.app_context():
        case, shen, lanxi = accepted(), actor("shen"), actor("lanxi")
        first, *others = papers(case)
        checking.give_verdict(case, first, "refused", "缺章", shen)
        for paper in others:
            checking.give_verdict(case, paper, "accepted", "", shen)
        checking.check_credit(case, shen)
        correction.request(case, [{"kind": "document", "name": first.kind, "wrong": "缺章"}], "", shen)
        documents.remove(case, first, lanxi)
        fresh = documents.attach(case, first.kind, "盖章.pdf", pdf(40), lanxi)
        application.resubmit(case, lanxi)
        db.session.commit()
        case = reload(case.number)
        assert (case.state, case.owner_id) == ("submitted", shen.user_id)
        checking.give_verdict(case, fresh, "accepted", "", shen)
        checking.check_documents(case, shen)
        assert case.state == "documents_checked"


def test_an_evaluated_case_that_is_corrected_is_checked_and_evaluated_again(app: Flask) -> None:
    with app.app_context():
        case, lanxi = evaluated(), actor("lanxi")
        asked(case)
        application.save(case, {"year": 2026, "revenue": "60000000.00", "peak": "55000000.00"}, [], True, lanxi)
        application.resubmit(case, lanxi)
        assert case.state == "submitted"
        checking.check_documents(case, actor("shen"))
        assert (case.state, case.round) == ("documents_checked", 1)
