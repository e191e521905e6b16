"""Thirty-six months of one enterprise, from 2023 to 2026, by the real steps and people: every amount worked out by hand.

Its floor is 2,000 m² until June 2024, then it moves and has no lease for two months, then 9,000 m², and 7,000 m² from
15 March 2025 on. 2025 runs into the year's 200,000 yuan. One claim of 2026 is paid, recovered in full and claimed again.
"""

from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from rules.months import month_text, parse_month
from tests.workflow.actions.rent_ground import counter, held, leased, live, terms
from tests.workflow.desk import firm_id
from tests.workflow.filing import actor
from workflow.actions import lease, recovery
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.demo.play import Play, locked
from workflow.demo.telling import call_open_at
from workflow.models.cap import CapAccount
from workflow.models.case import Case
from workflow.models.evaluation import Evaluation
from workflow.models.payment import Payment
from workflow.queries.rent_check import findings
from workflow.queries.rent_forecast import forecast, years
from workflow.queries.rent_measure import measure
from workflow.queries.rent_plan import facts_for
from workflow.queries.rent_track import track

FIRM = "yanbei"
#: Days after the application's first one → steps.
WAY: tuple[tuple[int, tuple[str, ...]], ...] = (
    (0, ("draft", "fill", "attach", "submit")),
    (3, ("claim", "accept", "check")),
    (7, ("evaluate", "review", "send")),
    (10, ("approve",)),
    (30, ("clear", "prepare", "release", "confirm")),
)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def claimed(first: str, count: int, filed: str) -> Play:
    """A claim of `count` months from `first` on, filed on a day and paid a month later; 0 yuan ends after the evaluation."""
    start, day = parse_month(first), date.fromisoformat(filed)
    facts = facts_for(held(FIRM), range(start, start + count))
    play = Play(FIRM, "14", facts, "jiang")
    for days, steps in WAY:
        with told(at(day + timedelta(days=days))):
            for step in steps:
                if step == "draft":
                    call_open_at("14", at(day))
                getattr(play, step)()
    return play


def outcome(play: Play) -> tuple[int, str]:
    """Yuan and reason of the newest evaluation."""
    query = select(Evaluation).where(Evaluation.case_id == play.case_id).order_by(Evaluation.round.desc()).limit(1)
    row = db.session.scalars(query).one()
    return row.amount_fen // 100, row.reason


def fens(first: str, last: str) -> list[int]:
    """Granted yuan of the live months between two months."""
    return [yuan for _, month, yuan, _ in sorted(live(FIRM), key=lambda row: row[1]) if first <= month <= last]


def used_of(year: int) -> int:
    query = select(CapAccount.used_fen).where(
        CapAccount.enterprise_id == firm_id(FIRM), CapAccount.scope == f"year:{year}"
    )
    return db.session.scalars(query).one() // 100


def register() -> Any:
    leased(FIRM, "A1", 2000, "2023-07-01", "2024-06-30")
    row = leased(FIRM, "B1", 9000, "2024-09-01", "2027-12-31")
    db.session.commit()
    return row


def test_thirty_six_months(app: Flask) -> None:
    with app.app_context():
        b1 = register()

        assert outcome(claimed("2023-07", 6, "2024-01-08")) == (36_000, "ok")
        assert outcome(claimed("2024-01", 6, "2024-07-08")) == (36_000, "ok")
        assert live(FIRM)[11] == (12, "2024-06", 6_000, "paid")

        assert outcome(claimed("2024-09", 4, "2025-01-06")) == (108_000, "ok")
        assert live(FIRM)[12] == (13, "2024-09", 27_000, "paid")  # the two months of the move used nothing
        assert (used_of(2023), used_of(2024)) == (36_000, 36_000 + 108_000)

        lease.change(b1, terms(7000, "2025-03-15", "2027-12-31", note="缩租"), actor("shen"))
        db.session.commit()
        assert outcome(claimed("2025-01", 12, "2026-01-05")) == (200_000, "capped_year")
        assert fens("2025-01", "2025-12") == [27_000, 27_000, *[21_000] * 6, 20_000, 0, 0, 0]
        assert (counter(FIRM), used_of(2025)) == (28, 200_000)

        again = claimed("2026-01", 3, "2026-04-07")
        assert outcome(again) == (63_000, "ok")
        assert [row[0] for row in live(FIRM)[28:]] == [29, 30, 31]
        halfway()
        given_back(again)

        assert outcome(claimed("2026-01", 6, "2026-07-06")) == (126_000, "ok")
        assert [row[:2] for row in live(FIRM)[28:]] == [(29 + step, f"2026-{1 + step:02d}") for step in range(6)]
        assert used_of(2026) == 126_000

        assert outcome(claimed("2026-07", 5, "2026-12-07")) == (42_000, "months_limited")
        assert (counter(FIRM), used_of(2026)) == (36, 168_000)
        nothing_left()
        assert list(findings()) == []


def halfway() -> None:
    """What the tracker says on 20 May 2026: 31 months used, the rest follows from the lease."""
    with told(at(date(2026, 5, 20))):
        found = track(held(FIRM), measure())
        end = forecast(found)
    assert (found.used, end.why, end.month) == (31, "used_up", parse_month("2026-08"))
    assert (end.total_fen // 100, end.lost_fen // 100, end.gap_months) == (
        36_000 + 144_000 + 200_000 + 168_000,
        64_000,
        2,
    )
    assert [(row.year, row.fen // 100) for row in years(found)] == [
        (2023, 36_000), (2024, 144_000), (2025, 200_000), (2026, 168_000),
    ]  # fmt: skip


def given_back(play: Play) -> None:
    """Everything of a claim is recovered, and its months can be had again."""
    with told(at(date(2026, 6, 1))):
        row = recovery.propose(
            locked(play.case_id), 6_300_000, months_back=True, reason="核查时没有租约原件", actor=actor("shen")
        )
        db.session.commit()
        recovery.approve(locked(play.case_id), row, actor("cheng"))
        db.session.commit()
    assert (counter(FIRM), used_of(2026)) == (28, 0)


def nothing_left() -> None:
    """All 36 months, 548,000 yuan, and what the bank paid less what came back is the same."""
    rows = live(FIRM)
    assert [row[0] for row in rows] == list(range(1, 37))
    assert {row[3] for row in rows} == {"paid"}
    assert sum(row[2] for row in rows) == 548_000
    paid = select(Payment.fen).join(Case, Case.id == Payment.case_id).where(Case.item == "14")
    assert sum(db.session.scalars(paid)) // 100 - 63_000 == 548_000
    with told(at(date(2027, 1, 5))):
        found = track(held(FIRM), measure())
    assert forecast(found).used == 36
    assert [cell.state for cell in found.cells] == ["paid"] * 36
    assert month_text(max(cell.month for cell in found.cells if cell.month is not None)) == "2026-08"
