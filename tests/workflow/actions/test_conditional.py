"""Accepted with documents to follow: promised, awaited, handed in, or late."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from rules import catalogue
from states.lifecycle import Refused
from tests.workflow.filing import FACTS, actor, draft, pdf, reload
from workflow.actions import application, casework, checking, condition_failed, conditional, correction, documents
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.jobs import conditions
from workflow.models.case import Case, Transition
from workflow.models.conditional import ConditionalAcceptance, Deferral
from workflow.models.filing import Correction
from workflow.models.notice import Notice
from workflow.models.paper import Paper
from workflow.queries.casefile import open_file


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.blockers]


def promising(*, without: tuple[str, ...] = ("bank_account",), item: str = "10") -> Case:
    """A draft with every required document but those."""
    case, who = draft("lanxi", item), actor("lanxi")
    application.save(case, FACTS[item], [], True, who)
    for number, kind in enumerate(catalogue.item(item).documents, 1):
        if kind.required and kind.code not in without:
            documents.attach(case, kind.code, f"{kind.code}.pdf", pdf(number), who)
    return case


def accepted() -> Case:
    case = promising()
    application.submit(case, actor("lanxi"), promised=True)
    conditional.accept(case, actor("shen"))
    db.session.commit()
    return reload(case.number)


def row_of(case: Case) -> ConditionalAcceptance:
    return db.session.scalars(select(ConditionalAcceptance).where(ConditionalAcceptance.case_id == case.id)).one()


def test_what_may_follow_is_promised_or_refused(app: Flask) -> None:
    with app.app_context():
        case = promising()
        with pytest.raises(Refused) as refused:
            application.submit(case, actor("lanxi"))
        assert codes(refused) == ["not_promised"]
        core = promising(without=("business_licence", "bank_account"))
        with pytest.raises(Refused) as refused:
            application.submit(core, actor("lanxi"), promised=True)
        assert codes(refused) == ["documents_complete"]
        application.submit(case, actor("lanxi"), promised=True)
        db.session.commit()
        case = reload(case.number)
        promise = db.session.scalars(select(Deferral).where(Deferral.case_id == case.id)).one()
        assert (promise.kind, promise.promised_by) == ("bank_account", actor("lanxi").user_id)
        with pytest.raises(Refused) as refused:
            casework.accept(case, actor("shen"))
        assert codes(refused) == ["nothing_deferred"]


def test_accepted_on_condition_and_supplied_in_time(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        file, row, shen, lanxi = open_file(case), row_of(case), actor("shen"), actor("lanxi")
        assert (row.state, row.kinds, row.due_on, row.on_failure) == (
            "open",
            ["bank_account"],
            case.due_on,
            "correction",
        )
        assert file.calendar.left(file.today, row.due_on) == 10
        assert (case.owner_id, case.accepted_at is not None) == (shen.user_id, True)
        paper = db.session.scalars(select(Paper).where(Paper.case_id == case.id, Paper.kind == "acceptance")).one()
        assert "对公账户证明" in str(paper.data)
        for document, _blob, _verdict in file.documents:
            checking.give_verdict(case, document, "accepted", "", shen)
        checking.check_credit(case, shen)
        with pytest.raises(Refused) as refused:
            checking.check_documents(case, shen)
        assert codes(refused) == ["condition_met", "documents_passed"]
        with pytest.raises(Refused) as refused:
            conditional.supply(case, lanxi)
        assert codes(refused) == ["documents_complete"]
        with pytest.raises(Refused) as refused:
            documents.attach(case, "business_licence", "x.pdf", pdf(30), lanxi)
        assert codes(refused) == ["not_open"]
        documents.attach(case, "bank_account", "x.pdf", pdf(31), lanxi)
        conditional.supply(case, lanxi)
        assert row_of(case).state == "met"
        heard = db.session.scalars(select(Notice.title_zh).where(Notice.user_id == shen.user_id))
        assert "容缺材料补交齐了，请核验" in "".join(heard)  # whoever is in charge need not watch the list
        with pytest.raises(Refused):
            documents.attach(case, "bank_account", "y.pdf", pdf(32), lanxi)
        new = next(one[0] for one in open_file(case).documents if one[0].kind == "bank_account")
        checking.give_verdict(case, new, "accepted", "", shen)
        checking.check_documents(case, shen)
        db.session.commit()
        assert case.state == "documents_checked"


def test_reminded_twice_and_late_becomes_a_correction_by_itself(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        assert (conditions.remind(), conditions.fail_overdue()) == (0, 0)
        until = row_of(case).due_on - business_date()
        for ahead, reminded in ((5, 1), (5, 0), (1, 1), (1, 0), (0, 0)):
            with told(now() + until - timedelta(days=ahead)):
                assert conditions.remind() == reminded
                assert conditions.fail_overdue() == 0
        with told(now() + until + timedelta(days=1)):
            assert conditions.fail_overdue() == 1
            assert conditions.fail_overdue() == 0
        case = reload(case.number)
        notice = db.session.scalars(select(Correction).where(Correction.case_id == case.id)).one()
        assert (case.state, row_of(case).state, notice.requested_by) == ("correction", "failed", actor("shen").user_id)
        assert [point["name"] for point in notice.items] == ["bank_account"]
        assert "bank_account" in open_file(case).missing_documents
        step = db.session.scalars(select(Transition).where(Transition.action == "fail_condition")).one()
        assert (step.actor_id, step.role) == (None, "system")
        kinds = set(db.session.scalars(select(Notice.kind).where(Notice.case_id == case.id)))
        assert {"accept_conditionally", "condition_reminder", "fail_condition"} <= kinds


@pytest.mark.parametrize("setting", ["correction", "decline"])
def test_late_but_all_there_goes_on(app: Flask, setting: str) -> None:
    """Who uploaded everything and forgot to say so is neither asked again nor refused."""
    app.config["CONDITION_FAILURE"] = setting
    with app.app_context():
        case = accepted()
        documents.attach(case, "bank_account", "bank_account.pdf", pdf(77), actor("lanxi"))
        db.session.commit()
        with told(now() + timedelta(days=30)):
            assert conditions.fail_overdue() == 1
            assert conditions.fail_overdue() == 0
        assert (reload(case.number).state, row_of(case).state) == ("submitted", "met")
        newest = select(Transition.action).where(Transition.case_id == case.id).order_by(Transition.seq.desc()).limit(1)
        assert db.session.scalar(newest) == "supply_documents"


def test_late_ends_the_case_where_the_setting_said_so_at_acceptance(app: Flask) -> None:
    app.config["CONDITION_FAILURE"] = "decline"
    with app.app_context():
        case = accepted()
        app.config["CONDITION_FAILURE"] = "correction"
        with told(now() + timedelta(days=40)):
            assert conditions.fail_overdue() == 1
        case = reload(case.number)
        refusal = db.session.scalars(select(Paper).where(Paper.case_id == case.id, Paper.kind == "refusal")).one()
        assert (case.state, row_of(case).state) == ("rejected", "failed")
        assert "对公账户证明" in str(refusal.data)


def test_a_correction_takes_the_documents_over_and_a_withdrawal_ends_the_waiting(app: Flask) -> None:
    with app.app_context():
        case, shen = accepted(), actor("shen")
        wrong = [{"kind": "fact", "name": "revenue", "wrong": "和报表不一致"}]
        with pytest.raises(Refused) as refused:
            correction.request(case, wrong, "", shen)
        assert codes(refused) == ["refused_missing"]
        correction.request(case, [*wrong, {"kind": "document", "name": "bank_account", "wrong": "请上传"}], "", shen)
        assert row_of(case).state == "corrected"
        other = accepted()
        application.withdraw(other, actor("lanxi"), "不办了")
        assert row_of(other).state == "withdrawn"
        db.session.commit()


def test_one_that_breaks_keeps_no_other_waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        broken, good = accepted(), accepted()
        numbers, due = (broken.number, good.number), row_of(broken).due_on
        act = condition_failed.fail

        def fail(case: Case) -> None:
            case.credit_checked_at = now()  # written before it breaks, and taken back with it
            db.session.flush()
            if case.number == numbers[0]:
                raise RuntimeError("bad luck")
            act(case)

        monkeypatch.setattr(condition_failed, "fail", fail)
        with told(now() + (due - business_date()) + timedelta(days=1)):
            assert conditions.fail_overdue() == 1
        assert [reload(number).state for number in numbers] == ["submitted", "correction"]
        assert [reload(number).credit_checked_at is None for number in numbers] == [True, False]
