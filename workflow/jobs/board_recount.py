"""Counting the board anew, and comparing what is kept with what the cases say."""

from sqlalchemy import delete, select

from workflow.actions.caps import insert_if_absent
from workflow.clock import now
from workflow.db import db
from workflow.jobs.board import AT_ONCE, NAME, count, mark
from workflow.jobs.board_tally import Key
from workflow.models.board import BoardCount, BoardSeen
from workflow.models.case import Case, Transition
from workflow.models.stage_time import WorkerMark

#: Cases and fen.
Sums = tuple[int, int]


def rebuild() -> int:
    """Count everything anew, in one transaction; gives how many cases there are. Commits."""
    counted = _recount()
    newest = db.session.scalar(select(Transition.at).order_by(Transition.at.desc()).limit(1))
    mark().up_to = None if newest is None else min(newest, now())
    db.session.commit()
    return counted


def _recount() -> int:
    insert_if_absent(WorkerMark, name=NAME, up_to=None)
    mark()
    db.session.execute(delete(BoardCount))
    db.session.execute(delete(BoardSeen))
    db.session.expire_all()
    counted, after = 0, 0
    while ids := db.session.scalars(select(Case.id).where(Case.id > after).order_by(Case.id).limit(AT_ONCE)).all():
        counted += count(ids)
        after = ids[-1]
    return counted


def kept() -> dict[Key, Sums]:
    """The table as it stands."""
    rows = db.session.scalars(select(BoardCount).execution_options(populate_existing=True))
    return {(row.kind, row.name, row.part, row.first_day, row.last_day): (row.times, row.fen) for row in rows}


def differences() -> list[tuple[Key, Sums, Sums]]:
    """Where the table is not what the cases say: key, what it holds, what a live count gives. Changes nothing."""
    held = kept()
    _recount()
    live = kept()
    db.session.rollback()
    none = (0, 0)
    keys = sorted(held.keys() | live.keys())
    return [(key, held.get(key, none), live.get(key, none)) for key in keys if held.get(key) != live.get(key)]
