"""Counting all stages anew, and comparing the kept table with what the cases say."""

from collections import Counter

from sqlalchemy import delete, select

from workflow.actions.caps import insert_if_absent
from workflow.db import db
from workflow.jobs.stage_times import AT_ONCE, NAME, count, mark
from workflow.models.case import Case, Transition
from workflow.models.stage_time import StageSeen, StageTime, WorkerMark
from workflow.queries.stage_times import Key, ended


def rebuild() -> int:
    """Count everything anew, in one transaction; gives how many stages there are. Commits."""
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    row = mark()
    db.session.execute(delete(StageTime))
    db.session.execute(delete(StageSeen))
    counted, after = 0, 0
    while ids := db.session.scalars(select(Case.id).where(Case.id > after).order_by(Case.id).limit(AT_ONCE)).all():
        counted += count(ids)
        after = ids[-1]
    row.up_to = db.session.scalar(select(Transition.at).order_by(Transition.at.desc()).limit(1))
    db.session.commit()
    return counted


def differences() -> list[tuple[Key, int, int]]:
    """Where the table is not what the cases say: (item, stage, days), what it holds, what a live count gives."""
    live: Counter[Key] = Counter()
    after = 0
    while ids := db.session.scalars(select(Case.id).where(Case.id > after).order_by(Case.id).limit(AT_ONCE)).all():
        live.update(key for key, _seq in ended(ids))
        after = ids[-1]
    kept = {(row.item, row.stage, row.days): row.times for row in db.session.scalars(select(StageTime))}
    keys = sorted(live.keys() | kept.keys())
    return [(key, kept.get(key, 0), live[key]) for key in keys if kept.get(key, 0) != live[key]]
