"""Approvals that take from one budget at the same moment: who wants what, and what must be true afterwards."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import func, select, update

from states.lifecycle import Refused
from tests.workflow.actions.rent_race import case_of, together
from tests.workflow.desk import firm_id
from workflow.actions import budget
from workflow.clock import business_date
from workflow.db import db
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.models.case import Case
from workflow.queries.budget_check import findings


@dataclass(frozen=True)
class Scene:
    """`room` fen are free when `wants` come at once; `back` of the room is what an earlier approval gives back meanwhile."""

    name: str
    room: int
    wants: tuple[int, ...]
    back: int = 0


SCENES = (
    Scene("two for one place", 100, (100, 100)),
    Scene("eight for three places", 300, (100,) * 8),
    Scene("eight of different sizes", 1_000, (700, 600, 500, 400, 300, 200, 100, 50)),
    Scene("one gives back meanwhile", 100, (100, 100, 100), 100),
)


@dataclass
class Tally:
    """What a scene came to over its rounds."""

    rounds: int = 0
    done: int = 0
    violations: Counter[str] = field(default_factory=Counter)


def row() -> BudgetAccount:
    """The account that everybody takes from, as it is in the database."""
    query = select(BudgetAccount).where(BudgetAccount.article == 14, BudgetAccount.year == business_date().year)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def play(app: Flask, scene: Scene, tally: Tally) -> None:
    """One round: everybody starts at the same moment; whoever is refused asks once more when all are done."""
    firm = firm_id("lanxi")
    account = row()
    earlier = case_of(firm)
    cases = [case_of(firm) for _ in scene.wants]
    planned = account.reserved_fen + scene.room + scene.back
    db.session.execute(update(BudgetAccount).where(BudgetAccount.id == account.id).values(planned_fen=planned))
    if scene.back:
        budget.reserve(db.session.get_one(Case, earlier), scene.back)
    db.session.commit()
    got: dict[int, int] = {}

    def take(case_id: int, fen: int) -> None:
        try:
            budget.reserve(db.session.get_one(Case, case_id), fen)
            db.session.commit()
            got[case_id] = fen
        except Refused as refused:
            db.session.rollback()
            if refused.blockers[0].code != "budget_used":
                raise

    def undo() -> None:
        budget.give_back(db.session.get_one(Case, earlier))
        db.session.commit()

    jobs: list[Callable[[], None]] = [lambda c=c, f=f: take(c, f) for c, f in zip(cases, scene.wants, strict=True)]  # type: ignore[misc]
    together(app, jobs + ([undo] if scene.back else []))
    db.session.rollback()
    for case_id, fen in zip(cases, scene.wants, strict=True):  # room that came back is for who asks again
        if case_id not in got:
            take(case_id, fen)
    judge(scene, cases, got, tally)


def judge(scene: Scene, cases: Sequence[int], got: dict[int, int], tally: Tally) -> None:
    """Count what is wrong: more than there was, an honest one refused though it fits, counters that are not their sums."""
    room, now = scene.room + scene.back, row()
    taken = sum(got.values())
    entries = db.session.scalar(select(func.sum(BudgetEntry.fen)).where(BudgetEntry.account_id == now.id)) or 0
    written = db.session.scalar(select(func.sum(BudgetEntry.fen)).where(BudgetEntry.case_id.in_(cases))) or 0
    tally.rounds, tally.done = tally.rounds + 1, tally.done + len(got)
    tally.violations["overspent"] += now.reserved_fen > now.planned_fen or taken > room
    tally.violations["counter is not its entries"] += now.reserved_fen != entries
    tally.violations["entry without answer"] += written != taken
    left = [fen for case_id, fen in zip(cases, scene.wants, strict=True) if case_id not in got]
    tally.violations["refused though it fits"] += any(fen <= room - taken for fen in left)


def ledger_is_whole() -> bool:
    """Whether all lines add up to the counters; the plan was set here by hand."""
    return [found for found in findings() if "planned" not in found.where] == []
