"""Keeps the counts behind the supervisor's board. It reads which cases moved since last time; counting twice adds nothing.

No step waits for these rows: only the worker writes them, one worker at a time. Each case remembers as what it is counted,
so that its old place is taken back when it moves.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, literal, select, tuple_

from workflow.actions.caps import insert_if_absent
from workflow.clock import now
from workflow.db import db
from workflow.jobs.board_facts import place, read
from workflow.jobs.board_tally import Tally
from workflow.models.board import BoardCount
from workflow.models.case import Transition
from workflow.models.columns import Moment
from workflow.models.stage_time import WorkerMark

AT_ONCE = 500
OVERLAP = timedelta(hours=1)
NAME = "board"


def count_new() -> int:
    """Count the cases that moved since last time; gives how many changed their place. Commits each part by itself."""
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    up_to, counted = mark().up_to, 0
    after = None if up_to is None else (up_to - OVERLAP, 0)
    while moved := _moved(after):
        counted += count(sorted({case_id for _at, case_id in moved}))
        mark().up_to = min(moved[-1][0], now())  # a clock that was put back must not hide what follows
        db.session.commit()
        after = moved[-1]
    db.session.rollback()
    return counted


def mark() -> WorkerMark:
    """The watermark, locked: two workers take turns."""
    return db.session.scalars(select(WorkerMark).where(WorkerMark.name == NAME).with_for_update()).one()


def _moved(after: tuple[datetime, int] | None) -> Sequence[tuple[datetime, int]]:
    mark()
    order = (Transition.at, Transition.case_id)
    query = select(*order).distinct().order_by(*order).limit(AT_ONCE)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(literal(after[0], Moment), literal(after[1])))
    return [(row[0], row[1]) for row in db.session.execute(query)]


def count(ids: Sequence[int]) -> int:
    """Bring these cases to where they stand now; gives how many had moved. The caller commits."""
    tally, moved = Tally(), 0
    for found in read(ids):
        moved += place(found, tally)
    db.session.flush()
    tally.write()
    db.session.execute(delete(BoardCount).where(BoardCount.times == 0))
    return moved
