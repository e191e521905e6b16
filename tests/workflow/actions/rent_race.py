"""Officers who grant rent months at the same moment, as scenes: who wants what, and what must be true afterwards.

A writer does what the procedure does: ask the rules with the ledger as it is, book the answer in one transaction, and when
room was lost meanwhile ask again. `tests/…/test_races.py` does the same through the whole approval, in fewer rounds.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from rules import catalogue
from states.lifecycle import Refused
from tests.workflow.desk import new_firm
from tests.workflow.filing import actor
from workflow.actions import caps, rent
from workflow.clock import now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, Transition
from workflow.models.decision import Award
from workflow.models.rent import RentMonth, RentTotal
from workflow.queries.awards import reduced
from workflow.queries.ledger import context_for
from workflow.queries.rulebook import policy

VERSION = "consultation-draft"
MOST, YEAR_FEN = 36, 20_000_000
_numbers = count(1)


@dataclass(frozen=True)
class Want:
    """A claim of `months` months from `start` on for `metres` m²."""

    start: str
    months: int
    metres: int

    @property
    def facts(self) -> dict[str, Any]:
        """The claim as rule facts."""
        claim = {"from": self.start, "months": self.months, "area": f"{self.metres}.00"}
        return {"in_zone": True, "above_scale": True} | claim


@dataclass(frozen=True)
class Scene:
    """Claims that were granted before, those that come at once, which of the first are given back meanwhile.

    `ends` is what must be in use afterwards: months, and fen of the year 2026.
    """

    name: str
    before: tuple[Want, ...]
    at_once: tuple[Want, ...]
    back: tuple[int, ...]
    ends: tuple[int, int]


QUARTERS = tuple(Want(f"{2023 + place // 4}-{place % 4 * 3 + 1:02d}", 3, 1000) for place in range(11))
SCENES = (
    Scene("the same three months twice", (), (Want("2026-01", 3, 1000),) * 2, (), (3, 900_000)),
    Scene(
        "different quarters at month 33",
        QUARTERS,
        (Want("2026-01", 3, 1000), Want("2026-04", 3, 1000)),
        (),
        (36, 900_000),
    ),
    Scene(
        "two claims at the year's limit",
        (Want("2026-01", 10, 6000),),
        (Want("2026-11", 1, 6000), Want("2026-12", 1, 6000)),
        (),
        (12, YEAR_FEN),
    ),
    Scene(
        "eight writers and two reversals",
        QUARTERS[:10],
        tuple(Want(f"2026-{month:02d}", 1, 1000) for month in range(1, 9)),
        (0, 1),
        (32, 2_400_000),
    ),
    Scene(
        "a run over two years given back and asked for",
        (Want("2025-12", 2, 1000),),
        (Want("2025-12", 2, 1000),),
        (0,),
        (2, 300_000),
    ),
)


@dataclass
class Tally:
    """What a scene came to over its rounds. `refused`: claims that ended with nothing although room was there."""

    rounds: int = 0
    granted: int = 0
    again: int = 0
    violations: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    seconds: float = 0.0


def case_of(firm: int) -> int:
    """A case of the firm before the committee, with its record and nothing else; gives its id."""
    call_id = db.session.scalars(select(Call.id).where(Call.item == "14").order_by(Call.id)).first()
    number, at, shen = next(_numbers), now(), actor("shen").user_id
    row = {"number": f"2026-14-R{number}", "tracking_code": "X", "enterprise_id": firm, "call_id": call_id, "item": "14",
           "policy_version": VERSION, "state": "committee", "version": 1, "created_by": shen, "created_at": at,
           "submitted_at": at, "accepted_at": at}  # fmt: skip
    case_id: int = db.session.execute(insert(Case).values(**row).returning(Case.id)).scalar_one()
    record = {"case_id": case_id, "seq": 1, "action": "send_to_committee", "state_after": "committee", "actor_id": shen,
              "role": "caseworker", "reason": "", "detail": {}, "at": at, "alg": "sha256", "hash": "0" * 64}  # fmt: skip
    db.session.execute(insert(Transition).values(**record))
    return case_id


def grant(case_id: int, want: Want) -> int:
    """Book what the rules give now, in one transaction; gives how many months. Raises Refused when room was lost."""
    case = db.session.get_one(Case, case_id)
    outcome = catalogue.evaluate(
        "14", want.facts, context_for(case.enterprise_id, "14"), policy(VERSION), explain=False
    )
    months = reduced([month._asdict() for month in outcome.months], 0) if outcome.amount_fen else ()
    if not months:
        return 0
    for year in sorted({month.month[:4] for month in months}):
        fen = sum(month.granted_fen for month in months if month.month[:4] == year)
        caps.reserve(case, f"year:{year}", fen, YEAR_FEN)
    rent.take(case, [rent.Grant(*month) for month in months], MOST)
    total = {"fen": outcome.amount_fen, "year": int(months[0].month[:4]), "item": "14", "project": ""}
    of = {"case_id": case_id, "enterprise_id": case.enterprise_id, "actor_id": actor("cheng").user_id, "at": now()}
    db.session.add(Award(**of, **total))
    return len(months)


def give_back(case_id: int) -> None:
    """Undo a grant, as an upheld objection does."""
    case = db.session.get_one(Case, case_id)
    caps.give_back(case)
    rent.give_back(case, "异议成立")
    for award in db.session.scalars(select(Award).where(Award.case_id == case_id, Award.reversed_at.is_(None))):
        award.reversed_at = now()


def settle(case_id: int, want: Want, tally: Tally) -> int:
    """Grant, and ask the rules again as often as room is lost between question and booking."""
    while True:
        try:
            done = grant(case_id, want)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            tally.again += 1
            if refused.blockers[0].code == "month_granted":
                return 0
        else:
            return done


def play(app: Flask, scene: Scene, tally: Tally) -> int:
    """One round with an enterprise of its own; gives its id. Everybody starts at the same moment."""
    firm = new_firm()
    earlier = [case_of(firm) for _ in scene.before]
    cases = [case_of(firm) for _ in scene.at_once]
    db.session.commit()
    for case_id, want in zip(earlier, scene.before, strict=True):
        assert settle(case_id, want, Tally()) == want.months
    got: Counter[int] = Counter()

    def write(case_id: int, want: Want) -> None:
        got[case_id] = settle(case_id, want, tally)

    def undo(case_id: int) -> None:
        give_back(case_id)
        db.session.commit()

    jobs: list[Callable[[], None]] = [lambda c=c, w=w: write(c, w) for c, w in zip(cases, scene.at_once, strict=True)]  # type: ignore[misc]
    jobs += [lambda c=earlier[place]: undo(c) for place in scene.back]  # type: ignore[misc]
    began = time.perf_counter()
    together(app, jobs)
    tally.seconds += time.perf_counter() - began
    db.session.rollback()
    for case_id, want in zip(cases, scene.at_once, strict=True):  # room that came back later is for who asks again
        if not got[case_id]:
            got[case_id] = settle(case_id, want, Tally())
    tally.rounds += 1
    tally.granted += sum(bool(months) for months in got.values())
    judge(firm, scene, tally)
    return firm


def together(app: Flask, jobs: Sequence[Callable[[], None]]) -> None:
    """Run the jobs in threads of their own from one barrier on; an error in one of them is raised here."""
    start, broken = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], None]) -> None:
        with app.app_context():
            start.wait(10)
            try:
                job()
            except Exception as error:  # noqa: BLE001  # it is raised below, in the thread of the test
                db.session.rollback()
                broken.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if broken:
        raise broken[0]


def judge(firm: int, scene: Scene, tally: Tally) -> None:
    """Count what is wrong, and what honest claims lost."""
    rows = db.session.execute(
        select(RentMonth.month, RentMonth.seq, RentMonth.granted_fen).where(RentMonth.enterprise_id == firm)
    ).all()
    total = db.session.scalars(select(RentTotal.months).where(RentTotal.enterprise_id == firm)).one()
    of_year = sum(row.granted_fen for row in rows if row.month.startswith("2026"))
    faults(tally.violations, [row.month for row in rows], [row.seq for row in rows], of_year)
    tally.violations["counter wrong"] += total != len(rows)
    tally.refused += (len(rows), of_year) < scene.ends
    tally.violations["more than there was room for"] += (len(rows), of_year) > scene.ends


def faults(found: Counter[str], months: Sequence[str], numbers: Sequence[int], fen: int) -> None:
    """What the measures forbid."""
    found["a month twice"] += len(months) - len(set(months))
    found["a number twice"] += len(numbers) - len(set(numbers))
    found["over 36 months"] += max(0, len(months) - MOST)
    found["over the year's limit"] += fen > YEAR_FEN
