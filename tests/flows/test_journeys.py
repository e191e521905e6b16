"""The whole way of a case through the pages, by everybody who has a part in it, on both databases.

What happens before the end of the public notice happens three weeks ago, so that its five working days are over today.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from rules import catalogue
from tests.people import PASSWORD
from tests.visitor import Visitor, forms_of
from workflow.clock import now, told
from workflow.db import db
from workflow.demo.papers import paper
from workflow.jobs import deadlines
from workflow.models.budget import BudgetEntry
from workflow.models.call import Call
from workflow.models.cap import CapEntry
from workflow.models.case import Case, ControlStep, Transition
from workflow.models.decision import Award
from workflow.models.notice import Notice
from workflow.models.payment import Payment
from workflow.models.rent import RentEntry, RentMonth
from workflow.views.promises import PROMISES

Visit = Callable[[str | None], Visitor]
EARLIER = timedelta(days=21)


#: The registers answer it for Lanxi.
WAIVED = {"above_scale_proof"}


def apply(app: Flask, lanxi: Visitor, item: str, answers: dict[str, Any]) -> str:
    """Start, fill in, hand in every required document, submit; gives the official number."""
    with app.app_context():
        call = db.session.scalars(select(Call.id).where(Call.item == item)).one()
    lanxi.open("/applications/new")
    lanxi.send("/applications", call=str(call), expect=200)
    draft = re.fullmatch(r"/applications/(D\w{8})/facts", lanxi.at)
    assert draft, lanxi.at
    lanxi.send("/facts", act="next", expect=200, **answers)
    assert lanxi.at == f"/applications/{draft[1]}/documents", "the form led on"
    for kind in catalogue.item(item).documents:
        if kind.required:
            lanxi.open(f"/applications/{draft[1]}/documents")
            if kind.code in WAIVED:
                assert "免交" in lanxi.text
                continue
            file = FileStorage(BytesIO(paper(kind.title.en, draft[1])), f"{kind.title.zh}.pdf")
            lanxi.send(f"/documents/{kind.code}", file=file, expect=200)
    lanxi.open(f"/applications/{draft[1]}/review")
    lanxi.send("/submission", declared=list(PROMISES), expect=200)
    number = lanxi.at.removeprefix("/applications/").removesuffix("/receipt")
    assert re.fullmatch(rf"\d{{4}}-{item}-\d{{4}}", number)
    lanxi.open(f"/applications/{number}")
    return number


def judge_all(shen: Visitor, number: str) -> None:
    """Accept every document that has no verdict yet, one form after the other."""
    shen.open(f"/cases/{number}")
    for action in [form.action for form in forms_of(shen.text) if form.action.endswith("/verdict")]:
        shen.open(f"/cases/{number}")
        shen.send(action, verdict="accepted", expect=200)


def check_and_evaluate(shen: Visitor, number: str, proposed: str) -> None:
    judge_all(shen, number)
    shen.send("/credit", expect=200)
    shen.send("/document-check", expect=200)
    page = shen.send("/evaluation", opinion="材料与原件一致，按规则计算。", expect=200)
    assert f"{proposed}元" in page


def review_and_send(visit: Visit, shen: Visitor, number: str) -> None:
    xu = visit("xu")
    xu.open(f"/cases/{number}/review")
    xu.send("/review", comment="复算一致", expect=200)
    shen.open(f"/cases/{number}")
    shen.send("/agenda", expect=200)


def end_notice(app: Flask) -> None:
    """The worker's night: the public notice is over."""
    with app.app_context():
        assert deadlines.clear_publicity() == 1


def pay(visit: Visit, number: str, total: str) -> None:
    """Fang prepares, Qin releases by typing the total, Fang notes the bank's slip."""
    fang, qin = visit("fang"), visit("qin")
    fang.open("/payments")
    assert total in fang.text
    fang.send("/payments", expect=200)
    batch = fang.at
    fang.open(batch)
    assert not [form for form in forms_of(fang.text) if form.action.endswith("/release")], "who prepares cannot release"
    qin.open(batch)
    qin.send("/release", total="1", current=PASSWORD, expect=422)
    qin.send("/release", total=total, current=PASSWORD, expect=200)
    fang.open(batch)
    fang.send(f"/{number}/confirmation", expect=200, **{f"{number}-bank_ref": "BK20261124-001"})


def actions(number: str) -> list[str]:
    query = select(Transition.action).join(Case, Case.id == Transition.case_id).where(Case.number == number)
    return list(db.session.scalars(query.order_by(Transition.seq)))


def different_hands(number: str) -> int:
    """How many people did the control steps of the round that was paid."""
    query = select(func.count(ControlStep.actor_id.distinct())).join(Case, Case.id == ControlStep.case_id)
    return db.session.scalars(query.where(Case.number == number, ControlStep.round == Case.round)).one()


def test_article_10_from_draft_to_paid_with_a_correction_and_a_vote(app: Flask, visit: Visit) -> None:
    with told(now() - EARLIER):
        lanxi, shen = visit("lanxi"), visit("shen")
        number = apply(app, lanxi, "10", {"year": "2026", "revenue": "600,000,000", "peak": "40,000,000.00"})
        assert "500,000.00" in lanxi.text
        shen.open(f"/cases/{number}")
        shen.send("/acceptance", expect=200)
        shen.open(f"/cases/{number}/correction")
        shen.send("/correction", note="其他都齐了", expect=200, **{"fact-revenue": "与审计报告不一致，请核对"})
        lanxi.open(f"/applications/{number}/correction")
        lanxi.send("/correction", act="resubmit", revenue="1,200,000,000", declared="yes", expect=200)
        assert "1,000,000" in lanxi.text
        check_and_evaluate(shen, number, "1,000,000.00")
        review_and_send(visit, shen, number)
        cheng, bai = visit("cheng"), visit("bai")
        cheng.open(f"/committee/{number}")
        cheng.send("/approval", expect=409)
        assert "要先开会表决" in cheng.text, "above 500,000 yuan the committee votes"
        bai.open(f"/committee/{number}")
        bai.send("/vote", votes_for="6", votes_against="1", votes_abstain="0", meeting="2026年第9次审定会", expect=200)
        cheng.open(f"/committee/{number}")
        cheng.send("/approval", expect=200)
        assert "1,000,000.00" in visit(None).open("/notice")
    end_notice(app)
    pay(visit, number, "1,000,000.00")
    lanxi = visit("lanxi")
    assert "已到账" in lanxi.open(f"/applications/{number}")
    assert number in lanxi.open("/notices")
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        assert (case.state, case.estimate_fen, case.proposed_fen, case.award_fen) == ("paid", *[100_000_000] * 3)
        assert db.session.scalars(select(Payment.fen).where(Payment.state == "confirmed")).all() == [100_000_000]
        assert db.session.scalars(select(CapEntry.fen)).all() == [100_000_000]
        assert db.session.scalars(select(BudgetEntry.fen)).all() == [100_000_000]
        assert different_hands(number) == 5
        assert actions(number) == [
            *(
                "create",
                "submit",
                "accept",
                "request_correction",
                "resubmit",
                "check_credit",
                "check_documents",
                "evaluate",
            ),
            *("second_review", "send_to_committee", "record_vote", "approve", "clear_publicity"),
            *("prepare_payment", "release_payment", "confirm_payment"),
        ]


def test_article_14_from_draft_to_paid_and_its_months(app: Flask, visit: Visit) -> None:
    answers = {
        "in_zone": "yes",
        "above_scale": "yes",
        "premises": "智造城A3栋2层",
        "contract_area": "2,600",
        "sublet_area": "200",
        "area": "2,400",
        "months": ["2026-01", "2026-02", "2026-03"],
    }
    with told(now() - EARLIER):
        lanxi, shen = visit("lanxi"), visit("shen")
        number = apply(app, lanxi, "14", answers)
        assert "21,600.00" in lanxi.text
        shen.open(f"/cases/{number}")
        shen.send("/acceptance", expect=200)
        check_and_evaluate(shen, number, "21,600.00")
        review_and_send(visit, shen, number)
        cheng = visit("cheng")
        cheng.open(f"/committee/{number}")
        cheng.send("/approval", expect=200)
    end_notice(app)
    pay(visit, number, "21,600.00")
    assert "已到账" in visit("lanxi").open(f"/applications/{number}")
    tracker = visit("lanxi").open("/rent/own")
    assert "33" in tracker, "months left"
    record = visit("lu").open(f"/cases/{number}/record")
    for person in ("沈砚", "许岚", "程述", "方瑾", "秦越"):
        assert person in record
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        assert (case.state, case.award_fen) == ("paid", 2_160_000)
        months = db.session.scalars(select(RentMonth).order_by(RentMonth.seq)).all()
        assert [(m.seq, m.month, m.granted_fen, m.state) for m in months] == [
            (1, "2026-01", 720_000, "paid"),
            (2, "2026-02", 720_000, "paid"),
            (3, "2026-03", 720_000, "paid"),
        ]
        entries = db.session.execute(
            select(RentEntry.kind, func.count().label("number")).group_by(RentEntry.kind)
        ).all()
        assert {row.kind: row.number for row in entries} == {"reserved": 3, "paid": 3}
        assert db.session.scalars(select(Award.fen)).all() == [2_160_000]
        assert different_hands(number) == 5
        told_of = db.session.scalars(select(Notice.kind).where(Notice.case_id == case.id)).all()
        assert {"submit", "accept", "approve", "confirm_payment"} <= set(told_of)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_refused_case_ends_with_its_reason(app: Flask, visit: Visit) -> None:
    """Below the first step of revenue there is nothing to pay: evaluated at 0, refused with the reason, told to the firm."""
    lanxi, shen = visit("lanxi"), visit("shen")
    number = apply(app, lanxi, "10", {"year": "2026", "revenue": "30,000,000", "peak": "0"})
    shen.open(f"/cases/{number}")
    shen.send("/acceptance", expect=200)
    check_and_evaluate(shen, number, "0.00")
    review_and_send(visit, shen, number)
    cheng = visit("cheng")
    cheng.open(f"/committee/{number}")
    cheng.send("/refusal", expect=200, **{"reject-reason": "没有达到首个台阶"})
    page = lanxi.open(f"/applications/{number}")
    assert "没有达到首个台阶" in page
    assert "程述" not in page, "the enterprise reads roles, not names"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Award)) == 0
