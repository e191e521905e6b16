"""Officers at the same moment, on both databases: nothing is overspent, nothing honest is refused.

Every race has a naive twin, the way it is usually written: read, think, write. The twin must go wrong, or the race proves
nothing.
"""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from states.lifecycle import Refused
from tests.workflow.desk import FACTS, before_committee, locked, new_firm
from tests.workflow.filing import actor
from workflow.actions import payment, publicity, resolution
from workflow.clock import told
from workflow.db import db
from workflow.models.cap import CapAccount
from workflow.models.case import Transition
from workflow.models.payment import Payment
from workflow.models.rent import RentMonth, RentTotal

ROUNDS = 20
LIMIT = 500_000_000
DAY = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
PAID = datetime(2026, 4, 27, 2, 0, tzinfo=UTC)


def together(app: Flask, *acts: Callable[[], None]) -> Counter[str]:
    """Run the acts at one moment, each in its own thread, session and transaction; counts done and reasons of refusal."""
    start, ends = threading.Barrier(len(acts)), Counter[str]()

    def run(act: Callable[[], None]) -> None:
        with app.app_context(), told(DAY):
            start.wait(10)
            try:
                act()
                db.session.commit()
                ends["done"] += 1
            except Refused as refused:
                db.session.rollback()
                ends[refused.blockers[0].code] += 1

    run_all([partial(run, act) for act in acts])
    assert ends.total() == len(acts), "a thread ended in an error of its own"
    return ends


def run_all(jobs: Sequence[Callable[[], None]]) -> None:
    """Run every job in a thread of its own and wait for all."""
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def approving(case_id: int, login: str = "cheng") -> Callable[[], None]:
    """What the supervisor's click does."""
    return lambda: void(resolution.approve(locked(case_id), actor(login)))


def rejecting(case_id: int) -> Callable[[], None]:
    """What the supervisor's other click does."""
    return lambda: resolution.reject(locked(case_id), actor("cheng"), "不符合")


def undoing(case_id: int) -> Callable[[], None]:
    """What an upheld objection gives back."""
    return lambda: resolution.undo_approval(locked(case_id), "异议成立")


def preparing(case_id: int, login: str) -> Callable[[], None]:
    """What a finance officer's click does."""
    return lambda: void(payment.prepare([locked(case_id)], actor(login)))


def void(_result: object) -> None:
    """An act gives nothing back."""


def at_committee(item: str, firm: int, **facts: Any) -> int:
    """A case of a firm before the committee."""
    return before_committee(item, FACTS[item] | facts, firm)


# The cap of the year -------------------------------------------------------------------------------------------------


def runs(fen: int) -> list[dict[str, Any]]:
    """Tape-outs that are worth `fen` at 30 %."""
    return [{"ip_fee": "0.00", "mask_fee": "0.00", "wafer_fee": f"{fen * 10 // 3 / 100:.2f}", "first_run": True}]


def test_two_approvals_at_the_cap_of_the_year(app: Flask) -> None:
    with app.app_context(), told(DAY):
        for _ in range(ROUNDS):
            firm = new_firm()
            # 480,000 yuan each need no vote; 4,400,000 are used, so one fits and the other does not.
            ids = [at_committee("5", firm, runs=runs(48_000_000)) for _ in range(2)]
            db.session.add(
                CapAccount(enterprise_id=firm, item="5", scope="year:2026", limit_fen=LIMIT, used_fen=440_000_000)
            )
            db.session.commit()
            assert together(app, *map(approving, ids)) == {"done": 1, "cap_used": 1}
            db.session.rollback()
            used = db.session.scalars(select(CapAccount.used_fen).where(CapAccount.enterprise_id == firm)).one()
            assert used == 440_000_000 + 48_000_000


def test_honest_approvals_below_the_cap_all_pass(app: Flask) -> None:
    with app.app_context(), told(DAY):
        firm = new_firm()
        ids = [at_committee("5", firm, runs=runs(48_000_000)) for _ in range(8)]
        db.session.commit()
        assert together(app, *map(approving, ids)) == {"done": 8}
        db.session.rollback()
        assert (
            db.session.scalars(select(CapAccount.used_fen).where(CapAccount.enterprise_id == firm)).one()
            == 8 * 48_000_000
        )


# The months of rent --------------------------------------------------------------------------------------------------


def held(firm: int, months: int, case_id: int) -> None:
    """Months an enterprise already has, from January 2022 on."""
    for number in range(months):
        month = f"{2022 + number // 12}-{number % 12 + 1:02d}"
        row = {"month": month, "seq": number + 1, "case_id": case_id, "area": 100_000, "computed_fen": 300_000}
        db.session.add(RentMonth(enterprise_id=firm, granted_fen=300_000, state="paid", at=DAY, **row))
    db.session.add(RentTotal(enterprise_id=firm, months=months))


def months_of(firm: int) -> list[tuple[int, str]]:
    """Numbers and months in use."""
    query = select(RentMonth.seq, RentMonth.month).where(RentMonth.enterprise_id == firm).order_by(RentMonth.seq)
    return [(row.seq, row.month) for row in db.session.execute(query)]


def total_of(firm: int) -> int:
    """The counter."""
    return db.session.scalars(select(RentTotal.months).where(RentTotal.enterprise_id == firm)).one()


def test_the_same_rent_months_twice(app: Flask) -> None:
    with app.app_context(), told(DAY):
        for _ in range(ROUNDS):
            firm = new_firm()
            ids = [at_committee("14", firm) for _ in range(2)]
            db.session.commit()
            assert together(app, *map(approving, ids)) == {"done": 1, "month_granted": 1}
            db.session.rollback()
            assert months_of(firm) == [(1, "2026-01"), (2, "2026-02"), (3, "2026-03")]
            assert total_of(firm) == 3


def test_different_quarters_when_only_three_months_are_left(app: Flask) -> None:
    with app.app_context(), told(DAY):
        for _ in range(ROUNDS):
            firm = new_firm()
            ids = [at_committee("14", firm, **{"from": start}) for start in ("2026-01", "2026-04")]
            held(firm, 33, ids[0])
            db.session.commit()
            assert together(app, *map(approving, ids)) == {"done": 1, "months_used": 1}
            db.session.rollback()
            assert [number for number, _ in months_of(firm)] == list(range(1, 37))
            assert total_of(firm) == 36


def test_different_quarters_with_room_for_both_all_pass(app: Flask) -> None:
    with app.app_context(), told(DAY):
        for _ in range(ROUNDS // 2):
            firm = new_firm()
            ids = [at_committee("14", firm, **{"from": start}) for start in ("2026-01", "2026-04")]
            held(firm, 30, ids[0])
            db.session.commit()
            assert together(app, *map(approving, ids)) == {"done": 2}
            db.session.rollback()
            assert total_of(firm) == len(months_of(firm)) == 36


def test_a_reversal_and_a_claim_at_the_same_moment_keep_the_count(app: Flask) -> None:
    with app.app_context(), told(DAY):
        for _ in range(ROUNDS // 2):
            firm = new_firm()
            ids = [at_committee("14", firm, **{"from": start}) for start in ("2026-01", "2026-04", "2026-07")]
            held(firm, 33, ids[2])
            db.session.commit()
            resolution.approve(locked(ids[0]), actor("cheng"))
            db.session.commit()
            ends = together(app, approving(ids[1]), undoing(ids[0]))
            assert ends in ({"done": 2}, {"done": 1, "months_used": 1})
            db.session.rollback()
            numbers = [number for number, _ in months_of(firm)]
            assert numbers == list(range(1, len(numbers) + 1))
            assert total_of(firm) == len(numbers) == (36 if ends == {"done": 2} else 33)


# One case, two people ------------------------------------------------------------------------------------------------


def test_two_supervisors_on_one_case(app: Flask) -> None:
    with app.app_context(), told(DAY):
        for _ in range(ROUNDS):
            case_id = at_committee("10", new_firm())
            db.session.commit()
            ends = together(app, approving(case_id), rejecting(case_id))
            assert ends == {"done": 1, "wrong_state": 1}
            db.session.rollback()
            decided = (
                select(func.count()).select_from(Transition).where(Transition.case_id == case_id, Transition.seq > 1)
            )
            assert db.session.scalar(decided) == 1


def test_two_payments_of_one_case(app: Flask) -> None:
    with app.app_context():
        for _ in range(ROUNDS):
            with told(DAY):
                case_id = at_committee("10", new_firm())
                resolution.approve(locked(case_id), actor("cheng"))
                db.session.commit()
            with told(PAID):
                assert publicity.clear_due(date(2026, 4, 27)) == 1
                db.session.commit()
            assert together(app, preparing(case_id, "fang"), preparing(case_id, "qin")) == {
                "done": 1,
                "no_payment_under_way": 1,
            }
            db.session.rollback()
            assert db.session.scalar(select(func.count()).select_from(Payment).where(Payment.case_id == case_id)) == 1


# The naive twins -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "already", "claim", "limit"),
    [
        ("fen under the cap of the year", 440_000_000, 48_000_000, LIMIT),
        ("months of 36", 33, 3, 36),
        ("grants of one month", 0, 1, 1),
        ("decisions on one case", 0, 1, 1),
        ("payments of one case", 0, 1, 1),
    ],
)
def test_naive_twin_reads_adds_and_writes_too_much(app: Flask, what: str, already: int, claim: int, limit: int) -> None:
    """Read the sum, think, write when it still fits: both people find it fitting. The barrier is the thinking."""
    total, add = text("SELECT sum(amount) FROM naive"), text("INSERT INTO naive VALUES (:amount)")
    thought = threading.Barrier(2)

    def claimed() -> None:
        with app.app_context():
            with db.engine.begin() as connection:
                seen = int(connection.execute(total).scalar_one())
            thought.wait(10)
            if seen + claim <= limit:
                with db.engine.begin() as connection:
                    connection.execute(add, {"amount": claim})

    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("CREATE TABLE naive (amount BIGINT)"))
            connection.execute(add, {"amount": already})
        run_all([claimed, claimed])
        with db.engine.begin() as connection:
            assert connection.execute(total).scalar_one() > limit, what
