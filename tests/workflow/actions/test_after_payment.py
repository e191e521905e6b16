"""After the payment: duties from their beginning to their end, recoveries of every item until they are settled. Both databases."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from states.duties import DUTIES, months_later
from states.lifecycle import Refused
from tests.road import Road
from workflow.actions import duty, recovery, repayment
from workflow.actions.recovery_plan import Plan
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.jobs import after_payment
from workflow.models.budget_line import BudgetUse
from workflow.models.cap import CapAccount
from workflow.models.decision import Award
from workflow.models.duty import Duty
from workflow.models.matter import MatterClaim
from workflow.models.notice import Notice
from workflow.models.recovery import Recovery
from workflow.models.repayment import RecoveryNotice, Repayment
from workflow.papers import engine
from workflow.queries import duties, recoveries
from workflow.queries.enterprise_money import granted

LATER = timedelta(days=400)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def paid(app: Flask, item: str = "5") -> int:
    road = Road(app)
    road.to("paid", item=item, firm="lanxi")
    return road.case_id


def told_of(kind: str) -> int:
    return db.session.scalars(select(func.count()).where(Notice.kind == kind)).one()


def claimed(case_id: int, fen: int, *, back: bool = False, parts: int = 1) -> Recovery:
    case, plan = locked(case_id), Plan(business_date() + timedelta(days=20), parts)
    row = recovery.propose(case, fen, months_back=back, reason="发票作废", actor=actor("shen"), plan=plan)
    recovery.approve(case, row, actor("cheng"))
    return row


def test_all_of_an_award_gives_cap_and_matter_back_but_no_budget(app: Flask) -> None:
    case_id = paid(app)
    with app.app_context():
        case = locked(case_id)
        award = case.award_fen or 0
        with pytest.raises(Refused) as caught:
            recovery.propose(case, award - 1, months_back=True, reason="x", actor=actor("shen"))
        assert codes(caught) == ["months_only_for_all"]
        claimed(case_id, award, back=True)
        assert db.session.scalars(select(CapAccount.used_fen)).one() == 0
        assert db.session.scalars(select(Award)).one().reversed_at is not None
        assert not any(db.session.scalars(select(MatterClaim.live).where(MatterClaim.case_id == case_id)))
        used = db.session.execute(select(BudgetUse.paid_fen, BudgetUse.recovered_fen)).all()
        assert [tuple(row) for row in used] == [(award, award)]
        assert granted(case.enterprise_id) == []
        notice = db.session.scalars(select(RecoveryNotice)).one()
        assert notice.data["number"].startswith("××扶追〔")
        assert "发票作废" in str(notice.data["zh"])
        twice = {engine.pdf("letter.typ", notice.data | {"lang": "en"}) for _ in range(2)}
        assert len(twice) == 1


def test_parts_are_paid_back_until_it_is_settled(app: Flask) -> None:
    case_id = paid(app)
    with app.app_context():
        row, case, fang, today = claimed(case_id, 100_000, parts=3), locked(case_id), actor("fang"), business_date()
        plan = recoveries.parts(row.id)
        assert [part.fen for part in plan] == [33_333, 33_333, 33_334]
        assert [part.due_on >= months_later(today + timedelta(days=20), no) for no, part in enumerate(plan)] == [
            True
        ] * 3
        for who, fen, ref, day, code in (
            ("shen", 1, "TH1", today, "role"),
            ("fang", 100_001, "TH1", today, "within_claim"),
            ("fang", 1, " ", today, "bank_ref"),
            ("fang", 1, "TH1", today + timedelta(days=1), "received_later"),
        ):
            with pytest.raises(Refused) as caught:
                repayment.receive(case, row, fen, ref, day, actor(who))
            assert codes(caught) == [code]
        repayment.receive(case, row, 40_000, "TH1", today, fang)
        assert [part.left for part in recoveries.parts(row.id)] == [0, 26_666, 33_334]
        assert [(line.returned, line.due_on) for line in recoveries.unsettled()] == [(40_000, plan[1].due_on)]
        assert db.session.scalar(recoveries.claimed(case.enterprise_id)) == 60_000
        with pytest.raises(Refused):
            repayment.receive(case, row, 1, "TH1", today, fang)
        repayment.receive(case, row, 60_000, "TH2", today, fang)
        assert (row.settled_at is not None, recoveries.unsettled()) == (True, [])
        with pytest.raises(Refused) as caught:
            repayment.receive(case, row, 1, "TH3", today, fang)
        assert codes(caught) == ["nothing_claimed"]
        db.session.commit()
        at, clerk = now(), fang.user_id
        db.session.add(Repayment(recovery_id=row.id, fen=1, bank_ref="TH3", received_on=today, actor_id=clerk, at=at))
        with pytest.raises(IntegrityError, match="more came back"):
            db.session.flush()


def test_duties_begin_with_the_payment_and_end_met_or_breached(app: Flask) -> None:
    case_id = paid(app, "7a")
    with app.app_context():
        case = locked(case_id)
        rows = {row.kind: row for row in duties.of_case(case_id)}
        assert list(rows) == [kind.code for kind in DUTIES["7a"]] == ["site_check", "use_report", "stays_3"]
        use, site, shen = rows["use_report"], rows["site_check"], actor("shen")
        assert use.due_on >= months_later(business_date(), 12)
        with pytest.raises(Refused) as caught:
            duty.report(case, site, "x", actor("lanxi"))
        assert codes(caught) == ["by_bureau"]
        with pytest.raises(Refused) as caught:
            duty.meet(case, use, "", shen)
        assert codes(caught) == ["no_report"]
        with pytest.raises(Refused):
            duty.report(case, use, "x", actor("yanbei"))
        duty.report(case, use, "设备款已付清", actor("lanxi"))
        assert (use.state, told_of("duty_handed_in")) == ("handed_in", 1)
        with pytest.raises(Refused) as caught:
            duty.meet(case, use, "", actor("cheng"))
        assert codes(caught) == ["role"]
        duty.meet(case, use, "", shen)
        with pytest.raises(Refused) as caught:
            duty.report(case, use, "x", actor("lanxi"))
        assert codes(caught) == ["duty_over"]
        with pytest.raises(Refused) as caught:
            duty.breach(case, site, " ", 100, shen)
        assert codes(caught) == ["no_words"]
        claim = duty.breach(case, site, "平台已停用", 100, shen)
        assert claim is not None
        assert claim.state == "proposed"
        assert "付后现场核查" in claim.reason
        assert [(number, row.kind) for number, row in duties.breached(case.enterprise_id)] == [
            (case.number, "site_check")
        ]
        assert told_of("duty_breached") == told_of("duty_met") > 0


def test_reminders_come_once_before_the_day_and_once_after(app: Flask) -> None:
    case_id = paid(app)
    with app.app_context():
        claimed(case_id, 100_000, parts=2)
        db.session.commit()
        first = recoveries.parts(1)[0].due_on
        assert after_payment.remind() == 0
        for at, more in ((now() + timedelta(days=19), 1), (now() + timedelta(days=19), 0), (now() + LATER, 3)):
            with told(at):
                assert (after_payment.remind(), first > date(2000, 1, 1)) == (more, True)
        with told(now() + LATER):
            assert after_payment.remind() == 0
        assert told_of("repayment_reminder") > 0
        assert told_of("duty_reminder") > 0
        assert db.session.scalars(select(Duty)).one().state == "open"
