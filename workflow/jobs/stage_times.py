"""Keeps the table of how long stages take. It reads what happened since last time; counting twice adds nothing.

Steps are written without touching these tables. The worker finds the cases that moved by the time of their steps, looks
again at the last hour (a transaction may commit late), and each case remembers up to which step it is counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Insert, literal, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from workflow.actions.caps import insert_if_absent
from workflow.db import db
from workflow.models.case import Transition
from workflow.models.columns import Moment
from workflow.models.stage_time import StageSeen, StageTime, WorkerMark
from workflow.queries.stage_times import ended

AT_ONCE = 500
OVERLAP = timedelta(hours=1)
NAME = "stage_time"


def count_new() -> int:
    """Count the stages that ended since last time; gives how many. Commits each part by itself."""
    counted, after = 0, _begin()
    while moved := _moved(after):
        ids = sorted({case_id for _at, case_id in moved})
        counted += count(ids)
        mark().up_to = moved[-1][0]
        db.session.commit()
        after = moved[-1]
    db.session.rollback()
    return counted


def _begin() -> tuple[datetime, int] | None:
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    up_to = mark().up_to
    return None if up_to is None else (up_to - OVERLAP, 0)


def mark() -> WorkerMark:
    """The watermark, locked: two workers take turns."""
    return db.session.scalars(select(WorkerMark).where(WorkerMark.name == NAME).with_for_update()).one()


def _moved(after: tuple[datetime, int] | None) -> Sequence[tuple[datetime, int]]:
    """The next steps by time and case, after a place in that order."""
    mark()
    place = (Transition.at, Transition.case_id)
    query = select(*place).distinct().order_by(*place).limit(AT_ONCE)
    if after is not None:
        query = query.where(tuple_(*place) > tuple_(literal(after[0], Moment), literal(after[1])))
    return [(row[0], row[1]) for row in db.session.execute(query)]


def count(ids: Sequence[int]) -> int:
    """Add what ended after the last counted step of each of these cases."""
    seen = {row.case_id: row.seq for row in db.session.scalars(select(StageSeen).where(StageSeen.case_id.in_(ids)))}
    new = [(key, case_id, seq) for key, (case_id, seq) in ended(ids) if seq > seen.get(case_id, 0)]
    if not new:
        return 0
    ends = {case_id: seq for _key, case_id, seq in new}  # the last one of each case stands
    times = Counter(key for key, _case_id, _seq in new)
    _add(StageTime, ({"item": i, "stage": s, "days": d, "times": n} for (i, s, d), n in sorted(times.items())))
    _add(StageSeen, ({"case_id": case_id, "seq": seq} for case_id, seq in sorted(ends.items())))
    return len(new)


def _add(table: type[StageTime | StageSeen], rows: Iterable[dict[str, object]]) -> None:
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(table)
    adds = table is StageTime
    change = {"times": StageTime.times + insert.excluded.times} if adds else {"seq": insert.excluded.seq}
    statement: Insert = insert.on_conflict_do_update(index_elements=table.__mapper__.primary_key, set_=change)
    db.session.execute(statement, list(rows))
