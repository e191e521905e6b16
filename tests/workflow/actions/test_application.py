"""From a draft to a submitted application and back through a correction, on both databases."""

import re
import threading
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.filing import FACTS, actor, ask, draft, filled, pdf, reload, submitted
from workflow.actions import application, documents
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.filing import Filing
from workflow.models.notice import Notice
from workflow.queries.casefile import open_file
from workflow.queries.filings import current_filing


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_a_draft_has_a_random_number_and_an_empty_form(app: Flask) -> None:
    with app.app_context():
        one, two = draft(), draft()
        db.session.commit()
        assert re.fullmatch(r"D[A-HJKMNP-Z2-9]{8}", one.number)
        assert one.number != two.number
        assert (one.state, one.version, one.submitted_at) == ("draft", 1, None)
        filing = current_filing(one.id)
        assert (filing.revision, filing.facts, filing.declared) == (0, {}, False)


def test_a_closed_call_and_another_enterprise_are_refused(app: Flask) -> None:
    with app.app_context():
        who = actor("lanxi")
        case = draft()
        with pytest.raises(Refused) as refused:
            application.create(case.call, who.enterprise_id + 1, who)  # type: ignore[operator]
        assert codes(refused) == ["own_enterprise"]
        case.call.opens_at, case.call.new_until = now() - timedelta(days=9), now() - timedelta(days=1)
        with pytest.raises(Refused) as refused:
            application.create(case.call, case.enterprise_id, who)
        assert codes(refused) == ["window_open"]


def test_a_draft_keeps_what_was_typed_even_when_it_is_wrong(app: Flask) -> None:
    with app.app_context():
        case = draft()
        application.save(case, {"year": 2026, "revenue": "六千万"}, [], False, actor("lanxi"))
        db.session.commit()
        case = reload(case.number)
        assert current_filing(case.id).facts == {"year": 2026, "revenue": "六千万"}
        assert open_file(case).fact_problems == ("invalid:revenue", "missing:peak")


def test_only_people_of_the_enterprise_change_it(app: Flask) -> None:
    with app.app_context():
        case = draft()
        for stranger in ("yanbei", "shen", "cheng"):
            with pytest.raises(Refused) as refused:
                application.save(case, FACTS["10"], [], True, actor(stranger))
            assert codes(refused) == ["own_enterprise"]


def test_an_incomplete_draft_says_everything_that_is_missing(app: Flask) -> None:
    with app.app_context():
        case = draft()
        with pytest.raises(Refused) as refused:
            application.submit(case, actor("lanxi"))
        assert codes(refused) == ["facts_complete", "documents_complete", "statement_signed"]
        db.session.rollback()


def test_submission_gives_number_estimate_receipt_and_freezes_the_form(app: Flask) -> None:
    with app.app_context():
        first, second, rent = submitted(), submitted("yanbei"), submitted("lanxi", "14")
        db.session.commit()
        year = business_date().year
        assert [case.number for case in (first, second, rent)] == [
            f"{year}-10-0001",
            f"{year}-10-0002",
            f"{year}-14-0001",
        ]
        case = reload(first.number)
        assert (case.state, case.version, case.policy_version) == ("submitted", 2, "consultation-draft")
        assert case.estimate_fen == 10_000_000
        assert reload(rent.number).estimate_fen == 2_160_000
        filing = current_filing(first.id)
        assert filing.filed_at == case.submitted_at
        assert case.due_on is not None
        notice = db.session.scalars(select(Notice).where(Notice.case_id == case.id)).one()
        assert case.number in notice.body_zh
        assert case.tracking_code in notice.body_zh
        case = reload(first.number)
        with pytest.raises(Refused) as refused:
            application.save(case, FACTS["10"], [], True, actor("lanxi"))
        assert codes(refused) == ["not_open"]
        with pytest.raises(Refused) as refused:
            application.submit(case, actor("lanxi"))
        assert codes(refused) == ["wrong_state"]


def test_numbers_stay_without_gap_or_double_when_many_submit_at_once(app: Flask) -> None:
    with app.app_context():
        waiting = [(filled(login).number, login) for login in ("lanxi", "yanbei", "qinglan") * 4]
        db.session.commit()
    start, failures = threading.Barrier(len(waiting)), []

    def run(number: str, login: str) -> None:
        with app.app_context():
            start.wait()
            try:
                application.submit(reload(number), actor(login))
                db.session.commit()
            except BaseException as error:  # noqa: BLE001 -- the main thread must hear of every failure
                failures.append(error)
                db.session.rollback()

    threads = [threading.Thread(target=run, args=one) for one in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with app.app_context():
        numbers = sorted(db.session.scalars(select(Case.number)))
        assert numbers == [f"{business_date().year}-10-{n:04d}" for n in range(1, 13)]


def test_a_correction_opens_only_what_the_notice_lists(app: Flask) -> None:
    with app.app_context():
        case = submitted()
        who = actor("lanxi")
        ask(case, ("fact", "revenue"), ("document", "statistics"))
        with pytest.raises(Refused) as refused:
            application.save(case, FACTS["10"] | {"peak": "1.00"}, [], True, who)
        assert codes(refused) == ["not_listed"]
        with pytest.raises(Refused) as refused:
            application.resubmit(case, who)
        assert codes(refused) == ["correction_answered"]
        application.save(case, FACTS["10"] | {"revenue": "130000000.00"}, [], False, who)
        filing = current_filing(case.id)
        assert (filing.revision, filing.changed, filing.filed_at) == (1, ["revenue"], None)
        documents.attach(case, "statistics", "年报.pdf", pdf(30), who)
        with pytest.raises(Refused) as refused:
            application.resubmit(case, who)
        assert codes(refused) == ["statement_signed"]
        db.session.commit()


def test_resubmission_files_a_new_revision_and_returns_to_the_same_owner(app: Flask) -> None:
    with app.app_context():
        case, who = submitted(), actor("lanxi")
        case.owner_id = actor("shen").user_id
        notice = ask(case, ("fact", "revenue"))
        application.save(case, FACTS["10"] | {"revenue": "130000000.00"}, [], True, who)
        application.resubmit(case, who)
        db.session.commit()
        case = reload(case.number)
        assert (case.state, case.owner_id) == ("submitted", actor("shen").user_id)
        assert case.estimate_fen == 20_000_000
        assert (notice.state, notice.closed_at is not None) == ("answered", True)
        rows = db.session.scalars(select(Filing).where(Filing.case_id == case.id).order_by(Filing.revision)).all()
        assert [(row.revision, row.facts["revenue"]) for row in rows] == [(0, "60000000.00"), (1, "130000000.00")]
        assert all(row.filed_at is not None for row in rows)
        record = db.session.scalars(select(Transition).where(Transition.action == "resubmit")).one()
        assert record.detail["revenue"] == ["60000000.00", "130000000.00"]


def test_a_resubmission_that_changed_nothing_is_refused(app: Flask) -> None:
    with app.app_context():
        case, who = submitted(), actor("lanxi")
        ask(case)
        with pytest.raises(Refused) as refused:
            application.resubmit(case, who)
        assert codes(refused) == ["nothing_changed"]
        db.session.rollback()


def test_an_answer_to_the_first_notice_does_not_answer_the_second(app: Flask) -> None:
    with app.app_context():
        case, who = submitted(), actor("lanxi")
        ask(case, ("fact", "revenue"))
        application.save(case, FACTS["10"] | {"revenue": "130000000.00"}, [], True, who)
        application.resubmit(case, who)
        ask(case, ("fact", "revenue"))
        with pytest.raises(Refused) as refused:
            application.resubmit(case, who)
        assert codes(refused) == ["correction_answered"]
        db.session.commit()


@pytest.mark.parametrize("where", ["draft", "submitted", "correction"])
def test_withdrawing_ends_the_case_and_its_notice(app: Flask, where: str) -> None:
    with app.app_context():
        case = draft() if where == "draft" else submitted()
        notice = ask(case, ("fact", "revenue")) if where == "correction" else None
        application.withdraw(case, actor("lanxi"), "不申请了")
        db.session.commit()
        assert (case.state, case.due_on) == ("withdrawn", None)
        assert notice is None or notice.state == "cancelled"
        with pytest.raises(Refused):
            application.withdraw(reload(case.number), actor("lanxi"))


def test_other_public_money_counts_as_a_change(app: Flask) -> None:
    with app.app_context():
        case, who = submitted(), actor("lanxi")
        ask(case, ("fact", "other_money"))
        money: list[dict[str, Any]] = [{"source": "市级补贴", "yuan": "30000.00"}]
        filing = application.save(case, FACTS["10"], money, True, who)
        assert filing.changed == ["other_money"]
        application.resubmit(case, who)
        db.session.commit()
        assert current_filing(case.id).other_money == money


@pytest.mark.parametrize(
    "row", [{}, {"source": "市级补贴"}, {"source": " ", "yuan": "1.00"}, {"source": "市级", "yuan": "一万"}]
)
def test_incomplete_other_money_is_refused(app: Flask, row: dict[str, str]) -> None:
    with app.app_context():
        case = filled()
        application.save(case, FACTS["10"], [row], True, actor("lanxi"))
        with pytest.raises(Refused) as refused:
            application.submit(case, actor("lanxi"))
        assert codes(refused) == ["other_money_unclear"]
        db.session.rollback()


def test_the_year_of_the_number_is_shanghais() -> None:
    from datetime import UTC, datetime

    assert business_date(datetime(2026, 12, 31, 16, 30, tzinfo=UTC)) == date(2027, 1, 1)
