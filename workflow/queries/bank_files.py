"""The bank's files: those of a batch, the rows of one, what its references mean."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.bank_file import BankFile, BankRow
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.payment import Payment
from workflow.models.payment_line import PaymentLine

SHOWN = 20


class Summary(NamedTuple):
    """A file with how many of its rows wait, were applied, were refused when applied, or were faulty from the start."""

    file: BankFile
    waiting: int
    done: int
    refused: int
    faulty: int


def of_batch(batch_id: int) -> Sequence[Summary]:
    """The newest files of the batch that were not dropped."""
    mine = (BankFile.batch_id == batch_id, BankFile.dropped_at.is_(None))
    ids = select(BankFile.id).where(*mine).order_by(BankFile.id.desc()).limit(SHOWN)
    return _summaries(BankFile.id.in_(ids))


def summary(file_id: int) -> Summary | None:
    """One file."""
    return next(iter(_summaries(BankFile.id == file_id)), None)


def _summaries(which: Any) -> Sequence[Summary]:
    states = ("waiting", "done", "refused", "faulty")
    counts = [func.count().filter(BankRow.state == state) for state in states]
    query = select(BankFile, *counts).outerjoin(BankRow, BankRow.file_id == BankFile.id).where(which)
    rows = db.session.execute(query.group_by(BankFile.id).order_by(BankFile.id.desc()))
    return [Summary._make(row) for row in rows]


class Row(NamedTuple):
    """A row of a file beside the line it is about."""

    row: BankRow
    number: str | None
    firm: str | None
    fen: int | None


def rows(file_id: int, after: int, most: int) -> Sequence[Row]:
    """Rows after a number, in the order of the sheet."""
    query = (
        select(BankRow, Case.number, Enterprise.name, PaymentLine.fen)
        .outerjoin(PaymentLine, PaymentLine.id == BankRow.line_id)
        .outerjoin(Case, Case.id == PaymentLine.case_id)
        .outerjoin(Enterprise, Enterprise.id == PaymentLine.enterprise_id)
        .where(BankRow.file_id == file_id, BankRow.number > after)
        .order_by(BankRow.number)
        .limit(most)
    )
    return [Row._make(row) for row in db.session.execute(query)]


class Target(NamedTuple):
    """A line that a bank may answer: its money (fen), account and state."""

    id: int
    voucher: str
    fen: int
    account: str
    state: str


def targets(batch_id: int) -> dict[str, Target]:
    """Voucher → line, for the whole batch (1,000 lines at most)."""
    query = select(
        PaymentLine.id, PaymentLine.voucher, PaymentLine.fen, PaymentLine.bank_account, PaymentLine.state
    ).where(PaymentLine.batch_id == batch_id, PaymentLine.voucher.is_not(None))
    return {row.voucher: Target._make(row) for row in db.session.execute(query)}


def used_references(references: Sequence[str]) -> frozenset[str]:
    """Which of the bank's own numbers stand on a payment already."""
    found: set[str] = set()
    for start in range(0, len(references), 500):
        part = references[start : start + 500]
        found |= {ref for ref in db.session.scalars(select(Payment.bank_ref).where(Payment.bank_ref.in_(part))) if ref}
    return frozenset(found)


def open_files(before: datetime) -> list[int]:
    """Files that are being applied and were begun before a moment, the oldest first."""
    query = select(BankFile.id).where(
        BankFile.applied_at.is_not(None), BankFile.ended_at.is_(None), BankFile.applied_at < before
    )
    return list(db.session.scalars(query.order_by(BankFile.id).limit(20)))
