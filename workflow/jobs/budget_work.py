"""Keeps the sums of what accepted, undecided applications ask for. It looks again at cases that moved; twice changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, literal, select, tuple_, update

from workflow.actions.caps import changed, insert_if_absent
from workflow.db import db
from workflow.models.budget_work import BudgetInWork, BudgetWork
from workflow.models.case import Case, Transition
from workflow.models.columns import Moment
from workflow.models.stage_time import WorkerMark
from workflow.queries.budget_work import asked

AT_ONCE = 500
OVERLAP = timedelta(hours=1)
NAME = "budget_work"


def count_new() -> int:
    """Take up the cases that took a step since last time; gives how many. Commits each part by itself."""
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    up_to, counted = _mark().up_to, 0
    after = None if up_to is None else (up_to - OVERLAP, 0)
    while moved := _moved(after):
        counted += recount(sorted({case_id for _at, case_id in moved}))
        _mark().up_to = moved[-1][0]
        db.session.commit()
        after = moved[-1]
    db.session.rollback()
    return counted


def _mark() -> WorkerMark:
    """The watermark, locked: two workers take turns."""
    return db.session.scalars(select(WorkerMark).where(WorkerMark.name == NAME).with_for_update()).one()


def _moved(after: tuple[datetime, int] | None) -> Sequence[tuple[datetime, int]]:
    _mark()
    place = (Transition.at, Transition.case_id)
    query = select(*place).distinct().order_by(*place).limit(AT_ONCE)
    if after is not None:
        query = query.where(tuple_(*place) > tuple_(literal(after[0], Moment), literal(after[1])))
    return [(row[0], row[1]) for row in db.session.execute(query)]


def recount(ids: Sequence[int]) -> int:
    """Set what each of these cases adds, and move the sums by the difference; gives how many changed."""
    work = BudgetWork
    kept = {
        row.case_id: (row.article, row.fen)
        for row in db.session.execute(select(work.case_id, work.article, work.fen).where(work.case_id.in_(ids)))
    }
    wanted = asked(Case.id.in_(ids))
    moved = sorted(key for key in kept.keys() | wanted.keys() if kept.get(key) != wanted.get(key))
    if not moved:
        return 0
    change: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for rows, sign in ((kept, -1), (wanted, 1)):
        for article, fen in (rows[key] for key in moved if key in rows):
            change[article][0] += sign * fen
            change[article][1] += sign
    db.session.execute(delete(work).where(work.case_id.in_(moved)))
    there = [{"case_id": key, "article": wanted[key][0], "fen": wanted[key][1]} for key in moved if key in wanted]
    if there:
        db.session.execute(insert(work), there)
    _add((article, fen, cases) for article, (fen, cases) in sorted(change.items()))
    return len(moved)


def _add(rows: Iterable[tuple[int, int, int]]) -> None:
    for article, fen, cases in rows:
        insert_if_absent(BudgetInWork, article=article, fen=0, cases=0)
        more = {"fen": BudgetInWork.fen + fen, "cases": BudgetInWork.cases + cases}
        changed(update(BudgetInWork).where(BudgetInWork.article == article).values(more))


def rebuild() -> int:
    """Sum everything anew; gives how many cases are in work. Commits."""
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    _mark()
    db.session.execute(delete(BudgetWork))
    db.session.execute(delete(BudgetInWork))
    last, counted = 0, 0
    while ids := db.session.scalars(select(Case.id).where(Case.id > last).order_by(Case.id).limit(AT_ONCE)).all():
        counted += recount(ids)
        last = ids[-1]
    db.session.commit()
    return counted
