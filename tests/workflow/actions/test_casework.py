"""Owning, accepting, judging documents, checking credit, handing on; on both databases."""

import threading
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from states.lifecycle import Refused
from tests.workflow.filing import actor, draft, reload, submitted
from tests.workflow.onward import accepted, checked, papers, passed, reviewed
from workflow.actions import casework, checking, ownership
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.enterprise import Dishonest
from workflow.models.filing import Verdict
from workflow.models.notice import Notice
from workflow.queries.calendar import calendar


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def newest(case: Case) -> Transition:
    return db.session.get_one(Transition, (case.id, case.version))


def test_a_claim_is_taken_once_and_the_second_hears_who_was_faster(app: Flask) -> None:
    with app.app_context():
        case = reload(submitted().number)
        ownership.claim(case, actor("jiang"))
        ownership.claim(case, actor("jiang"))
        assert case.owner_id == actor("jiang").user_id
        with pytest.raises(Refused) as refused:
            ownership.claim(case, actor("shen"))
        assert codes(refused) == ["claimed"]
        assert refused.value.blockers[0].zh == "江予已经先认领了这件申请"
        with pytest.raises(Refused) as refused:
            ownership.release(case, actor("shen"))
        assert codes(refused) == ["own_case"]
        ownership.release(case, actor("jiang"))
        ownership.claim(case, actor("shen"))
        assert case.owner_id == actor("shen").user_id


def test_two_who_claim_at_once_get_one_owner(app: Flask, engine_name: str) -> None:
    with app.app_context():
        number = submitted().number
        db.session.commit()
    # Both have read the case as unclaimed before either claims; SQLite lets the second writer read only after the first.
    read, won = threading.Barrier(2 if engine_name == "postgresql" else 1), []

    def race(login: str) -> None:
        with app.app_context():
            case, who = reload(number), actor(login)
            read.wait(timeout=20)
            try:
                ownership.claim(case, who)
                db.session.commit()
                won.append(login)
            except (Refused, IntegrityError, StaleDataError):
                db.session.rollback()
            finally:
                db.session.remove()

    threads = [threading.Thread(target=race, args=(login,)) for login in ("shen", "jiang")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert len(won) == 1
        assert reload(number).owner_id == actor(won[0]).user_id


def test_only_caseworkers_claim(app: Flask) -> None:
    with app.app_context():
        case = reload(submitted().number)
        for login in ("xu", "cheng", "fang", "lanxi", "lu"):
            with pytest.raises(Refused) as refused:
                ownership.claim(case, actor(login))
            assert codes(refused) == ["wrong_role"]
        assert case.owner_id is None


def test_a_draft_is_nobodys_to_claim(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(Refused) as refused:
            ownership.claim(draft(), actor("shen"))
        assert codes(refused) == ["wrong_state"]


def test_acceptance_starts_the_promise_and_makes_an_owner(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        db.session.commit()
        case = reload(case.number)
        assert case.accepted_at is not None
        assert case.owner_id == actor("shen").user_id
        assert case.promised_on == calendar().due(business_date(), 60)
        assert case.due_on == calendar().due(business_date(), 5)
        row = newest(case)
        assert (row.action, row.state_before, row.state_after, row.role) == (
            "accept",
            "submitted",
            "submitted",
            "caseworker",
        )
        assert row.detail["owner"] == [None, case.owner_id]
        told = db.session.scalars(select(Notice).where(Notice.kind == "accept")).one()
        assert "承诺60个工作日" in told.body_zh
        assert case.number in told.title_en
        with pytest.raises(Refused) as refused:
            casework.accept(case, actor("shen"))
        assert codes(refused) == ["not_accepted"]


def test_acceptance_keeps_the_owner_and_is_closed_to_colleagues(app: Flask) -> None:
    with app.app_context():
        case = reload(submitted().number)
        ownership.claim(case, actor("jiang"))
        with pytest.raises(Refused) as refused:
            casework.accept(case, actor("shen"))
        assert codes(refused) == ["in_charge"]
        casework.accept(case, actor("jiang"))
        assert case.owner_id == actor("jiang").user_id
        assert "owner" not in newest(case).detail


def test_declining_needs_a_reason_and_ends_the_case(app: Flask) -> None:
    with app.app_context():
        case = reload(submitted().number)
        with pytest.raises(Refused) as refused:
            casework.decline(case, actor("shen"), " \n")
        assert codes(refused) == ["reason"]
        casework.decline(case, actor("shen"), "不是本区企业")
        db.session.commit()
        assert (case.state, newest(case).reason) == ("rejected", "不是本区企业")
        assert "理由：不是本区企业" in db.session.scalars(select(Notice).where(Notice.kind == "decline")).one().body_zh


def test_a_refused_document_needs_a_reason_and_the_newest_verdict_counts(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        first, shen = papers(case)[0], actor("shen")
        with pytest.raises(Refused) as refused:
            checking.give_verdict(case, first, "refused", "", shen)
        assert codes(refused) == ["reason"]
        with pytest.raises(ValueError, match="a verdict is one of"):
            checking.give_verdict(case, first, "perhaps", "", shen)
        checking.give_verdict(case, first, "refused", "缺章", shen)
        passed(case)
        checking.give_verdict(case, first, "refused", "仍缺章", shen)
        with pytest.raises(Refused) as refused:
            checking.check_documents(case, shen)
        assert codes(refused) == ["documents_passed"]
        checking.give_verdict(case, first, "accepted", "不再需要理由", shen)
        checking.check_documents(case, shen)
        db.session.commit()
        rows = db.session.scalars(select(Verdict).where(Verdict.document_id == first.id).order_by(Verdict.id)).all()
        assert [(row.verdict, row.reason) for row in rows] == [
            ("refused", "缺章"), ("accepted", ""), ("refused", "仍缺章"), ("accepted", "")
        ]  # fmt: skip
        assert newest(case).detail["verdicts"] == {paper.ref: "accepted" for paper in papers(case)}


def test_verdicts_are_for_the_caseworker_in_charge_during_the_check(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        first = papers(case)[0]
        for login, code in (("jiang", "in_charge"), ("xu", "wrong_role")):
            with pytest.raises(Refused) as refused:
                checking.give_verdict(case, first, "accepted", "", actor(login))
            assert codes(refused) == [code]
            with pytest.raises(Refused) as refused:
                checking.check_credit(case, actor(login))
            assert codes(refused) == [code]
        other = accepted(login="yanbei")
        with pytest.raises(Refused) as refused:
            checking.give_verdict(other, first, "accepted", "", actor("shen"))
        assert codes(refused) == ["removed"]
        passed(case)
        checking.check_documents(case, actor("shen"))
        with pytest.raises(Refused) as refused:
            checking.give_verdict(case, first, "refused", "晚了", actor("shen"))
        assert codes(refused) == ["wrong_state"]


def test_the_credit_check_is_needed_and_a_hit_blocks_also_later(app: Flask) -> None:
    with app.app_context():
        case, shen, today = accepted(), actor("shen"), business_date()
        for document in papers(case):
            checking.give_verdict(case, document, "accepted", "", shen)
        with pytest.raises(Refused) as refused:
            checking.check_documents(case, shen)
        assert codes(refused) == ["credit_checked"]
        assert checking.check_credit(case, shen) is True
        entry = Dishonest(uscc=case.enterprise.uscc, since=today - timedelta(days=9), until=None, source="名单（虚构）")
        db.session.add(entry)
        db.session.flush()
        with pytest.raises(Refused) as refused:
            checking.check_documents(case, shen)
        assert codes(refused) == ["not_dishonest"]
        assert checking.check_credit(case, shen) is False
        assert case.credit_checked_at is not None
        entry.until = today - timedelta(days=1)
        db.session.flush()
        assert checking.check_credit(case, shen) is True
        checking.check_documents(case, shen)
        assert case.state == "documents_checked"


def test_the_check_starts_the_evaluations_clock(app: Flask) -> None:
    with app.app_context():
        case = checked()
        db.session.commit()
        assert case.due_on == calendar().due(business_date(), 15)
        assert isinstance(case.due_on, date)


def test_the_committee_gets_it_after_the_second_review_only(app: Flask) -> None:
    with app.app_context():
        case = reviewed()
        with pytest.raises(Refused) as refused:
            casework.send_to_committee(case, actor("jiang"))
        assert codes(refused) == ["in_charge"]
        casework.send_to_committee(case, actor("shen"))
        db.session.commit()
        assert case.state == "committee"
        assert newest(case).detail == {"proposed_fen": case.proposed_fen}
