"""Works off the rows of runs over many cases, each in its own transaction: one refusal never stops the others.

Whoever comes first takes a row: the request that ordered the run, or the worker. A row's result is written with what was
done, so a row is done once, however often somebody tries.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from states.dossier import Actor
from states.guards_who import unclaimed
from states.lifecycle import Refused
from workflow.actions import bulk_words, casework, checking, correction_reminder, handover, ownership
from workflow.actions.acting_person import as_of_now
from workflow.actions.advance import FasterElseError, check_version
from workflow.actions.bulk import UNDOES
from workflow.clock import now
from workflow.db import db
from workflow.models.bulk import DONE, FAILED, REFUSED, UNDO, WAITING, BulkItem, BulkRun
from workflow.models.case import Case
from workflow.models.user import User
from workflow.queries.casefile import open_file

log = logging.getLogger(__name__)


def work_off(run_id: int, most: int | None = None) -> int:
    """Do the waiting rows of a run, `most` at a time; gives how many. Commits each."""
    count = 0
    while (most is None or count < most) and _one(run_id):
        count += 1
    _end(run_id)
    return count


def _one(run_id: int) -> bool:
    waiting = select(BulkItem).where(BulkItem.run_id == run_id, BulkItem.state == WAITING).order_by(BulkItem.place)
    item = db.session.scalar(waiting.limit(1).with_for_update(skip_locked=True))
    if item is None:
        db.session.rollback()
        return False
    place = item.place
    try:
        _try(item)
        db.session.commit()
    except Exception:  # our own mistake: this row says so, the others go on
        log.exception("run %s, row %s", run_id, place)
        db.session.rollback()
        broken = db.session.get_one(BulkItem, (run_id, place), with_for_update=True)
        if broken.state == WAITING:  # between the two locks somebody else may have done it
            _said(broken, FAILED, bulk_words.OWN_MISTAKE.zh, bulk_words.OWN_MISTAKE.en)
        db.session.commit()
    return True


def _try(item: BulkItem) -> None:
    run = db.session.get_one(BulkRun, item.run_id)
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call), joinedload(Case.owner))
    case = db.session.scalars(query.where(Case.id == item.case_id).with_for_update(of=Case)).one()
    try:
        with db.session.begin_nested():
            actor = as_of_now(run.actor_id)
            check_version(case, item.version)
            _do(_act(run), case, item, run, actor)
            db.session.flush()
            seq = case.version
    except Refused as refused:
        _said(item, REFUSED, *bulk_words.joined(refused.blockers))
    except FasterElseError as faster:
        _said(item, REFUSED, *bulk_words.faster(faster.by, _name(faster.by.actor_id)))
    except IntegrityError:
        _said(item, REFUSED, bulk_words.OVERTAKEN.zh, bulk_words.OVERTAKEN.en)
    else:
        item.state, item.seq, item.at = DONE, seq, now()


def _said(item: BulkItem, state: str, zh: str, en: str) -> None:
    item.state, item.said_zh, item.said_en, item.at = state, zh[:4000], en[:4000], now()


def _act(run: BulkRun) -> str:
    """The step of a row; of a run that takes another back, the way back."""
    if run.act != UNDO:
        return run.act
    assert run.undoes is not None, "the schema asks for it"
    return UNDOES[db.session.get_one(BulkRun, run.undoes).act]


def _name(user_id: int | None) -> str | None:
    user = None if user_id is None else db.session.get(User, user_id)
    return None if user is None else user.name if user.enterprise_id is None else ""


def _do(act: str, case: Case, item: BulkItem, run: BulkRun, actor: Actor) -> None:
    if act in {"hand_over", "allocate"}:
        handover.hand_over(case, item.to_id or 0, run.reason, actor, say_so=False)
        return
    STEPS[act](case, actor)


def _claim(case: Case, actor: Actor) -> None:
    if case.owner_id is not None and case.owner_id == actor.user_id:  # the button says nothing then, a row must
        raise Refused((unclaimed.blocker(open_file(case).dossier),))
    ownership.claim(case, actor)


def _check_credit(case: Case, actor: Actor) -> None:
    checking.check_credit(case, actor)


STEPS: dict[str, Callable[[Case, Actor], None]] = {
    "claim": _claim,
    "release": ownership.release,
    "accept": casework.accept,
    "check_credit": _check_credit,
    "send_to_committee": casework.send_to_committee,
    "remind_correction": correction_reminder.remind,
    "undo_hand_over": handover.undo,
}


def _end(run_id: int) -> None:
    """Note the end of a run whose rows are all done, and tell whoever got cases; once."""
    left = exists().where(BulkItem.run_id == run_id, BulkItem.state == WAITING)
    ended = update(BulkRun).where(BulkRun.id == run_id, BulkRun.ended_at.is_(None), ~left).values(ended_at=now())
    if db.session.execute(ended.returning(BulkRun.id)).first() is None:
        db.session.rollback()
        return
    bulk_words.tell_all(db.session.get_one(BulkRun, run_id))
    db.session.commit()


def open_runs(before: datetime) -> list[int]:
    """Runs that have not ended and were ordered before a moment, the oldest first."""
    query = select(BulkRun.id).where(BulkRun.ended_at.is_(None), BulkRun.made_at < before)
    return list(db.session.scalars(query.order_by(BulkRun.id).limit(20)))
