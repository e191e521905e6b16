"""Keeps the table of how long stages take. It reads what happened since last time; counting twice adds nothing.

Steps are written without touching these tables. The worker finds the cases that moved by the time of their steps, looks
again at the last hour (a transaction may commit late), and each case remembers up to which step it is counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Insert, delete, literal, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from workflow.actions.caps import insert_if_absent
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.columns import Moment
from workflow.models.stage_time import StageSeen, StageTime, WorkerMark
from workflow.queries.calendar import calendar
from workflow.queries.stage_times import stages_of

AT_ONCE = 500
OVERLAP = timedelta(hours=1)
NAME = "stage_time"
Key = tuple[str, str, int]


def count_new() -> int:
    """Count the stages that ended since last time; gives how many. Commits each part by itself."""
    counted, after = 0, _begin()
    while moved := _moved(after):
        ids = sorted({case_id for _at, case_id in moved})
        counted += _count(ids)
        _mark().up_to = moved[-1][0]
        db.session.commit()
        after = moved[-1]
    db.session.rollback()
    return counted


def _begin() -> tuple[datetime, int] | None:
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    up_to = _mark().up_to
    return None if up_to is None else (up_to - OVERLAP, 0)


def _mark() -> WorkerMark:
    """The watermark, locked: two workers take turns."""
    return db.session.scalars(select(WorkerMark).where(WorkerMark.name == NAME).with_for_update()).one()


def _moved(after: tuple[datetime, int] | None) -> Sequence[tuple[datetime, int]]:
    """The next steps by time and case, after a place in that order."""
    _mark()
    place = (Transition.at, Transition.case_id)
    query = select(*place).distinct().order_by(*place).limit(AT_ONCE)
    if after is not None:
        query = query.where(tuple_(*place) > tuple_(literal(after[0], Moment), literal(after[1])))
    return [(row[0], row[1]) for row in db.session.execute(query)]


def rebuild() -> int:
    """Count everything anew, in one transaction; gives how many stages there are. Commits."""
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    mark = _mark()
    db.session.execute(delete(StageTime))
    db.session.execute(delete(StageSeen))
    counted, after = 0, 0
    while ids := db.session.scalars(select(Case.id).where(Case.id > after).order_by(Case.id).limit(AT_ONCE)).all():
        counted += _count(ids)
        after = ids[-1]
    mark.up_to = db.session.scalar(select(Transition.at).order_by(Transition.at.desc()).limit(1))
    db.session.commit()
    return counted


def differences() -> list[tuple[Key, int, int]]:
    """Where the table is not what the cases say: (item, stage, days), what it holds, what a live count gives."""
    live: Counter[Key] = Counter()
    after = 0
    while ids := db.session.scalars(select(Case.id).where(Case.id > after).order_by(Case.id).limit(AT_ONCE)).all():
        live.update(key for key, _seq in _ended(ids))
        after = ids[-1]
    kept = {(row.item, row.stage, row.days): row.times for row in db.session.scalars(select(StageTime))}
    keys = sorted(live.keys() | kept.keys())
    return [(key, kept.get(key, 0), live[key]) for key in keys if kept.get(key, 0) != live[key]]


def _ended(ids: Sequence[int]) -> list[tuple[Key, tuple[int, int]]]:
    """Every finished stage of these cases, with the case and the step that ended it."""
    query = select(Case.item, Transition).join(Case, Case.id == Transition.case_id)
    rows = db.session.execute(
        query.where(Transition.case_id.in_(ids)).order_by(Transition.case_id, Transition.seq)
    ).all()
    days = calendar()
    return [
        ((item, stage, took), (case_id, seq))
        for (item, case_id), steps in groupby(rows, key=lambda row: (row[0], row[1].case_id))
        for stage, took, seq in stages_of([row[1] for row in steps], days)
    ]


def _count(ids: Sequence[int]) -> int:
    """Add what ended after the last counted step of each of these cases."""
    seen = {row.case_id: row.seq for row in db.session.scalars(select(StageSeen).where(StageSeen.case_id.in_(ids)))}
    new = [(key, case_id, seq) for key, (case_id, seq) in _ended(ids) if seq > seen.get(case_id, 0)]
    if not new:
        return 0
    ends = {case_id: seq for _key, case_id, seq in new}  # the last one of each case stands
    times = Counter(key for key, _case_id, _seq in new)
    _add(StageTime, ({"item": i, "stage": s, "days": d, "times": n} for (i, s, d), n in sorted(times.items())))
    _add(StageSeen, ({"case_id": case_id, "seq": seq} for case_id, seq in sorted(ends.items())))
    return len(new)


def _add(table: type[StageTime | StageSeen], rows: Iterable[dict[str, object]]) -> None:
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(table)
    if table is StageTime:
        change = {"times": StageTime.times + insert.excluded.times}
    else:
        change = {"seq": insert.excluded.seq}
    statement: Insert = insert.on_conflict_do_update(index_elements=table.__mapper__.primary_key, set_=change)
    db.session.execute(statement, list(rows))
