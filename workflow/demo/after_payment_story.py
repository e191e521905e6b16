"""After the payments of the demo: reports handed in and judged, a breach, a recovery paid back in parts and one that waits."""

from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from states.names import State
from workflow import storage
from workflow.actions import duty, recovery, repayment
from workflow.actions.recovery_plan import Plan
from workflow.clock import SHANGHAI, business_date
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.papers import paper
from workflow.demo.play import Play
from workflow.demo.proof_story import at
from workflow.demo.telling import call_open_at, workday
from workflow.jobs import after_payment
from workflow.models.case import Case
from workflow.models.duty import Duty
from workflow.models.recovery import Recovery
from workflow.models.user import User
from workflow.queries import duties, recoveries


def tell() -> None:
    """Play it on the oldest paid rent and on two tape-outs of their own. Commits each step."""
    if db.session.scalar(select(Recovery.id).where(Recovery.state == "approved").limit(1)) is not None:
        return
    rent = db.session.scalars(
        select(Case.id).where(Case.state == State.PAID, Case.item == "14").order_by(Case.id)
    ).all()
    for ago, case_id in zip((7, 2), rent, strict=False):
        at(ago, 9, partial(_report, case_id))
    if rent:
        at(6, 10, lambda: duty.meet(*_of(rent[0]), "现场看过，仍自用", actor("shen")))
    _claim_back(_paid("xingwan", "jiang"))
    breached = _paid("yanbei", "shen")
    at(3, 11, lambda: _breach(breached))
    after_payment.remind()


def _paid(firm: str, caseworker: str) -> int:
    """A first tape-out of last year, paid a month ago; gives the case's id."""
    run = {"ip_fee": "90000.00", "mask_fee": "310000.00", "wafer_fee": "260000.00", "first_run": True}
    play = Play(firm, "5", {"year": business_date().year - 1, "runs": [run]}, caseworker)
    for ago, names in (
        (60, ("draft", "fill", "attach", "submit")),
        (57, ("claim", "accept", "check")),
        (50, ("evaluate", "review", "send")),
        (44, ("approve",)),
        (36, ("clear",)),
        (33, ("prepare",)),
        (32, ("release",)),
        (30, ("confirm",)),
    ):
        for name in names:
            if name == "draft":
                call_open_at("5", datetime.combine(workday(ago), time(9), SHANGHAI))
            at(ago, 9, getattr(play, name))
    return play.case_id


def _of(case_id: int) -> tuple[Case, Duty]:
    return locked(case_id), duties.of_case(case_id)[0]


def _report(case_id: int) -> None:
    case, owed = _of(case_id)
    login = select(User.login).where(User.enterprise_id == case.enterprise_id).order_by(User.id)
    file = ("房屋使用情况.pdf", storage.put("a.pdf", paper("房屋使用情况报告")))
    words = "房屋仍由我司研发和测试部门使用，没有转租、分租，物业缴费凭证附后。"
    duty.report(case, owed, words, actor(db.session.scalars(login.limit(1)).one()), file)


def _claim_back(case_id: int) -> None:
    """Half of it, in three parts, the first of which has come in."""
    half = (locked(case_id).award_fen or 0) // 2
    why = "审计发现申报的发票有一张已经作废，多支持的部分应当退回"
    plan = Plan(business_date() + timedelta(days=3), 3)
    propose = partial(recovery.propose, fen=half, months_back=False, reason=why, plan=plan)
    at(9, 10, lambda: propose(locked(case_id), actor=actor("jiang")))
    at(8, 15, lambda: recovery.approve(locked(case_id), _live(case_id), actor("cheng"), "同意，按三期退回"))
    at(2, 8, after_payment.remind)
    first = recoveries.parts(_live(case_id).id)[0].fen
    day = business_date() - timedelta(days=1)
    at(1, 15, lambda: repayment.receive(locked(case_id), _live(case_id), first, "TH2026000117", day, actor("fang")))


def _live(case_id: int) -> Recovery:
    found = recoveries.live(case_id)
    assert found is not None
    return found


def _breach(case_id: int) -> None:
    case = locked(case_id)
    owed = duties.of_case(case_id)
    if owed:
        duty.breach(
            case,
            owed[-1],
            "核查凭证发现掩模费已由供应商退回，这部分资金没有用于流片",
            (case.award_fen or 0) // 4,
            actor("shen"),
        )
