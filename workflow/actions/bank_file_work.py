"""Applies the rows of a bank's file, each in its own transaction: one that is refused never stops the others.

Whoever comes first takes a row, the request that ordered it or the worker. A row's state is written with what was done, so
a row counts once, however often somebody tries.
"""

import logging
import time

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.say import Say
from workflow.actions import bank
from workflow.actions.acting_person import as_of_now
from workflow.clock import now
from workflow.db import db
from workflow.models.bank_file import BankFile, BankRow
from workflow.models.payment import Payment
from workflow.models.payment_line import PaymentLine
from workflow.queries.payments import locked_cases

log = logging.getLogger(__name__)
OWN_MISTAKE = Say("系统出了错，没有登记，请报告管理员", "Our own mistake; nothing was recorded. Please report it")
OVERTAKEN = Say("刚刚有人登记了这一笔", "Somebody recorded this line just now")
ANSWERED = Blocker("line_answered", "这一笔已经登记过结果", "The answer to this line was recorded before")


def work_off(file_id: int, seconds: float | None = None) -> int:
    """Apply waiting rows for so many seconds (None: all); gives how many. Commits each."""
    count, began = 0, time.monotonic()
    while (seconds is None or time.monotonic() - began < seconds) and _one(file_id):
        count += 1
    _end(file_id)
    return count


def _one(file_id: int) -> bool:
    mine = (BankRow.file_id == file_id, BankRow.state == "waiting")
    waiting = select(BankRow).where(*mine).order_by(BankRow.number).limit(1)
    row = db.session.scalar(waiting.with_for_update(skip_locked=True))
    if row is None:
        db.session.rollback()
        return False
    number = row.number
    try:
        _try(row)
        db.session.commit()
    except Exception:  # our own mistake: this row says so, the others go on
        log.exception("bank file %s, row %s", file_id, number)
        db.session.rollback()
        broken = db.session.get_one(BankRow, (file_id, number), with_for_update=True)
        if broken.state == "waiting":
            _refuse(broken, OWN_MISTAKE)
        db.session.commit()
    return True


def _try(row: BankRow) -> None:
    file = db.session.get_one(BankFile, row.file_id)
    assert file.applied_by is not None, "only applied files are worked off"
    try:
        with db.session.begin_nested():
            _do(row, as_of_now(file.applied_by))
            db.session.flush()
    except Refused as refused:
        _refuse(row, Say("；".join(one.zh for one in refused.blockers), "; ".join(one.en for one in refused.blockers)))
    except IntegrityError:
        _refuse(row, OVERTAKEN)
    else:
        row.state = "done"


def _do(row: BankRow, actor: Actor) -> None:
    line = db.session.get_one(PaymentLine, row.line_id)
    locked_cases([line.case_id])
    db.session.refresh(line)
    if line.state != "released":
        raise Refused((ANSWERED,))
    payment = db.session.get_one(Payment, line.payment_id, populate_existing=True)
    if row.result == "confirmed":
        bank.confirm(payment, actor, row.bank_ref)
    else:
        bank.fail(payment, actor, row.reason)


def _refuse(row: BankRow, why: Say) -> None:
    row.state, row.said_zh, row.said_en = "refused", why.zh[:4000], why.en[:4000]


def _end(file_id: int) -> None:
    """Note the end of a file whose rows are all done."""
    left = exists().where(BankRow.file_id == file_id, BankRow.state == "waiting")
    open_file = (BankFile.id == file_id, BankFile.applied_at.is_not(None), BankFile.ended_at.is_(None))
    db.session.execute(update(BankFile).where(*open_file, ~left).values(ended_at=now()))
    db.session.commit()
