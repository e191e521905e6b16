"""Recoveries: two people, all of it or part of it, and what that leaves in the ledger. On both databases."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import insert, select

from states.lifecycle import Refused
from tests.workflow.actions.rent_ground import claim, counter, history, leased, live
from tests.workflow.desk import firm_id, locked, payment_of
from tests.workflow.filing import actor
from workflow.actions import bank, payment, publicity, recovery, resolution
from workflow.clock import told
from workflow.db import db
from workflow.models.cap import CapAccount
from workflow.models.decision import Award
from workflow.models.notice import Notice
from workflow.models.recovery import Recovery
from workflow.models.zone import UnitMonth

DAY = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
PAID = datetime(2026, 4, 27, 2, 0, tzinfo=UTC)


def paid(firm: str = "yanbei") -> int:
    """Three months of 3,000 yuan, paid; gives the case's id."""
    with told(DAY):
        leased(firm, f"{firm}-1", 1000, "2026-01-01", "2026-12-31")
        case_id = claim(firm, "2026-01", 3)
        db.session.commit()
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()
    with told(PAID):
        publicity.clear_due(date(2026, 4, 27))
        batch = payment.prepare([locked(case_id)], actor("fang"))
        db.session.commit()
        payment.release(batch, actor("qin"), 900_000)
        bank.confirm(payment_of(case_id), actor("fang"), f"BK{case_id}")
        db.session.commit()
    return case_id


def propose(case_id: int, fen: int, *, back: bool) -> Recovery:
    made = recovery.propose(locked(case_id), fen, months_back=back, reason="房屋转租", actor=actor("shen"))
    db.session.commit()
    return made


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def used() -> int:
    query = select(CapAccount.used_fen).where(CapAccount.enterprise_id == firm_id("yanbei"))
    return db.session.scalars(query).one()


def test_all_of_it_gives_months_limit_and_unit_back(app: Flask) -> None:
    with app.app_context():
        case_id = paid()
        recovery.approve(locked(case_id), propose(case_id, 900_000, back=True), actor("cheng"))
        db.session.commit()
        assert (live("yanbei"), counter("yanbei"), used()) == ([], 0, 0)
        assert history("yanbei")[-3:] == [
            ("reversed", "2026-01", 3000),
            ("reversed", "2026-02", 3000),
            ("reversed", "2026-03", 3000),
        ]
        assert db.session.scalars(select(UnitMonth)).all() == []
        assert db.session.scalars(select(Award)).one().reversed_at is not None
        message = db.session.scalars(select(Notice).where(Notice.kind == "recovery")).one()
        assert "追回9,000.00元，月数退回，可以再申请" in message.body_zh
        with told(DAY):
            again = claim("yanbei", "2026-02", 2)
            db.session.commit()
            resolution.approve(locked(again), actor("cheng"))
        assert live("yanbei") == [(1, "2026-02", 3000, "reserved"), (2, "2026-03", 3000, "reserved")]


def test_part_of_it_leaves_the_months_used_and_the_limit_spent(app: Flask) -> None:
    with app.app_context():
        case_id = paid()
        recovery.approve(locked(case_id), propose(case_id, 450_000, back=False), actor("cheng"))
        db.session.commit()
        assert (len(live("yanbei")), counter("yanbei"), used()) == (3, 3, 900_000)
        assert history("yanbei")[-2:] == [("recovered", "2026-03", 3000), ("recovered", "2026-02", 1500)]


def test_all_of_it_without_the_months(app: Flask) -> None:
    with app.app_context():
        case_id = paid()
        recovery.approve(locked(case_id), propose(case_id, 900_000, back=False), actor("cheng"))
        assert counter("yanbei") == 3


def test_who_and_how_much(app: Flask) -> None:
    with app.app_context():
        case_id = paid()
        for fen, back, code in (
            (0, False, "within_paid"),
            (900_001, False, "within_paid"),
            (1, True, "months_only_for_all"),
        ):
            with pytest.raises(Refused) as caught:
                propose(case_id, fen, back=back)
            assert codes(caught) == [code]
        with pytest.raises(Refused) as caught:
            recovery.propose(locked(case_id), 1, months_back=False, reason=" ", actor=actor("fang"))
        assert codes(caught) == ["role", "reason"]
        row = propose(case_id, 900_000, back=True)
        with pytest.raises(Refused) as caught:
            propose(case_id, 1, back=False)
        assert codes(caught) == ["recovery_live"]
        with pytest.raises(Refused) as caught:
            recovery.approve(locked(case_id), row, actor("shen"))
        assert codes(caught) == ["role", "decided_by_another"]
        with pytest.raises(Refused):
            recovery.refuse(row, actor("cheng"), " ")
        recovery.refuse(row, actor("cheng"), "证据不足")
        db.session.commit()
        with pytest.raises(Refused) as caught:
            recovery.approve(locked(case_id), row, actor("cheng"))
        assert codes(caught) == ["recovery_decided"]
        assert propose(case_id, 1, back=False).state == "proposed"


def test_only_what_was_paid(app: Flask) -> None:
    with app.app_context(), told(DAY):
        leased("lanxi", "L1", 1000, "2026-01-01", "2026-12-31")
        case_id = claim("lanxi", "2026-01", 1)
        with pytest.raises(Refused) as caught:
            recovery.propose(locked(case_id), 1, months_back=False, reason="x", actor=actor("shen"))
        assert codes(caught) == ["not_paid", "within_paid"]


@pytest.mark.parametrize(
    "bad",
    [
        {"decided_by": 9, "decided_at": DAY, "state": "approved"},
        {"months_back": True},
        {"fen": 900_001},
        {"state": "approved"},
        {"reason": ""},
    ],
)
def test_the_schema_refuses_the_same(app: Flask, bad: dict[str, object]) -> None:
    from sqlalchemy.exc import IntegrityError

    with app.app_context():
        case_id = paid()
        row = {"case_id": case_id, "enterprise_id": firm_id("yanbei"), "paid_fen": 900_000, "fen": 1, "months_back": False,
               "reason": "x", "state": "proposed", "proposed_by": 9, "proposed_at": DAY, "answer": ""}  # fmt: skip
        with pytest.raises(IntegrityError):
            db.session.execute(insert(Recovery).values(**(row | bad)))
        db.session.rollback()
        db.session.execute(insert(Recovery).values(**row))
