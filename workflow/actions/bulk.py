"""One act on many cases is ordered, and taken back. The rows are worked off by `bulk_work`. The caller commits."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.bulk_plan import GIVES, acts
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.bulk import DONE, MOST, UNDO, WAITING, BulkItem, BulkRun
from workflow.models.case import Case
from workflow.queries.hands import UNDO_WINDOW

#: Acts that can be taken back, and the step that does it.
UNDOES = {"claim": "release", "hand_over": "undo_hand_over", "allocate": "undo_hand_over"}
NOT_YOURS = Blocker("not_your_act", "这一步不由您批量办", "This is not yours to do for many cases")
NOTHING = Blocker(
    "nothing_chosen", f"请选1到{MOST}件能办的案件", f"Choose between 1 and {MOST} cases for which it is possible"
)
TOO_LATE = Blocker(
    "undo_too_late",
    "办完超过10分钟，不能整批撤销了",
    "More than 10 minutes have passed; it can no longer be undone as a whole",
)
NOT_UNDONE = Blocker("not_undoable", "这一批不能撤销", "This run cannot be undone")


class Row(NamedTuple):
    """A case as the preview showed it: its number, its version, and who is to get it."""

    number: str
    version: int
    to_id: int | None = None


def order(act: str, rows: Iterable[Row], actor: Actor, reason: str = "") -> BulkRun:
    """Write the run with one waiting row for each case. Raises Refused; cases that do not exist are left out."""
    if act not in acts(actor):
        raise Refused((NOT_YOURS,))
    wanted = {row.number: row for row in rows}
    if not 1 <= len(wanted) <= MOST:
        raise Refused((NOTHING,))
    query = select(Case.id, Case.number, Case.version).where(Case.number.in_(wanted), Case.submitted_at.is_not(None))
    found = [
        row for row in db.session.execute(query.order_by(Case.id)) if 1 <= wanted[row.number].version <= row.version
    ]
    if not found or (act in GIVES and any(wanted[row.number].to_id is None for row in found)):
        raise Refused((NOTHING,))
    run = _write(act, actor, len(found), reasoned(reason) if act in GIVES else "")
    for place, row in enumerate(found, 1):
        one = wanted[row.number]
        _wait(run, place, row.id, one.version, one.to_id if act in GIVES else None)
    db.session.flush()
    return run


def undo(run: BulkRun, actor: Actor) -> BulkRun:
    """Order the way back for every case of an ended run for which something was done. Raises Refused."""
    if run.actor_id != actor.user_id or run.act not in UNDOES or run.ended_at is None:
        raise Refused((NOT_UNDONE,))
    if now() > run.ended_at + UNDO_WINDOW:
        raise Refused((TOO_LATE,))
    done = select(BulkItem).where(BulkItem.run_id == run.id, BulkItem.state == DONE).order_by(BulkItem.place)
    items = db.session.scalars(done).all()
    if not items:
        raise Refused((NOT_UNDONE,))
    back = _write(UNDO, actor, len(items), "", run.id)
    for place, item in enumerate(items, 1):
        assert item.seq is not None, "what is done has its step"
        _wait(back, place, item.case_id, item.seq, None)
    db.session.flush()
    return back


def until(run: BulkRun) -> timedelta:
    """How long the run can still be taken back; nothing or less: no more."""
    if run.ended_at is None or run.act not in UNDOES:
        return timedelta(0)
    return run.ended_at + UNDO_WINDOW - now()


def _write(act: str, actor: Actor, total: int, reason: str, undoes: int | None = None) -> BulkRun:
    assert actor.user_id is not None, "people order"
    run = BulkRun(
        ref=secrets.token_urlsafe(12),
        act=act,
        actor_id=actor.user_id,
        reason=reason,
        total=total,
        made_at=now(),
        undoes=undoes,
    )
    db.session.add(run)
    db.session.flush()
    return run


def _wait(run: BulkRun, place: int, case_id: int, version: int, to_id: int | None) -> None:
    said = {"said_zh": "", "said_en": ""}
    row = BulkItem(run_id=run.id, place=place, case_id=case_id, version=version, to_id=to_id, state=WAITING, **said)
    db.session.add(row)
