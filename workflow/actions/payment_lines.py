"""The rows behind a batch, written set by set: payments, and the lines in which the batch holds them for good."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, cast, func, insert, literal, literal_column, select, update

from workflow.clock import now
from workflow.db import db
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.payment_line import PaymentLine
from workflow.queries.payable import Payable

LINE: Any = PaymentLine.__table__
PAYMENT: Any = Payment.__table__
#: What a line takes over from its payment as it is.
COPIED = (
    "batch_id", "case_id", "enterprise_id", "instalment", "fen", "account_holder", "bank_name", "bank_account", "state",
)  # fmt: skip


def due_fen(case: Payable) -> int:
    """What the case is to be paid now: its next instalment, without a plan the whole award (fen)."""
    part = case.next_part
    return case.award_fen if part is None else part.fen


def put_in(batch: PaymentBatch, cases: Sequence[Payable]) -> None:
    """Give each case its payment in the batch, with the account as it is now; a failed one is used again."""
    at = now()
    fresh = [_row(case, batch, at) for case in cases if not _again(case)]
    again = [_row(case, batch, at) | {"which": case.payment.id} for case in cases if _again(case)]  # type: ignore[union-attr]
    if fresh:
        db.session.execute(insert(PAYMENT), fresh)
    if again:
        names = ("batch_id", "fen", "state", "failure", "account_holder", "bank_name", "bank_account", "prepared_at")
        change = update(PAYMENT).where(PAYMENT.c.id == bindparam("which"))
        db.session.execute(
            change.values({name: bindparam(f"new_{name}") for name in names}),
            [{"which": row["which"]} | {f"new_{name}": row[name] for name in names} for row in again],
        )
    _write_lines(batch.id)


def _again(case: Payable) -> bool:
    return case.payment is not None and case.payment.state == "failed"


def _row(case: Payable, batch: PaymentBatch, at: datetime) -> dict[str, Any]:
    last = case.payment
    number = 1 if last is None else last.instalment + (last.state == "confirmed")
    return {
        "case_id": case.id,
        "enterprise_id": case.enterprise_id,
        "batch_id": batch.id,
        "instalment": number,
        "fen": due_fen(case),
        "state": "prepared",
        "failure": "",
        "account_holder": case.account.holder,
        "bank_name": case.account.bank,
        "bank_account": case.account.number,
        "prepared_at": at,
    }


def _write_lines(batch_id: int) -> None:
    place = func.row_number().over(order_by=PAYMENT.c.id)
    columns = [PAYMENT.c[name] for name in COPIED]
    rows = select(PAYMENT.c.id, place, *columns, literal("")).where(PAYMENT.c.batch_id == batch_id)
    db.session.execute(insert(LINE).from_select(["payment_id", "place", *COPIED, "note"], rows))


def send_out(batch: PaymentBatch) -> None:
    """The prepared lines are released, each with its voucher: the batch's number and its place."""
    db.session.execute(
        update(LINE)
        .where(LINE.c.batch_id == batch.id, LINE.c.state == "prepared")
        .values(state="released", voucher=literal(batch.number + "-").concat(cast(LINE.c.place, String)))
    )
    _payments(batch.id, "prepared", state="released")


def take_out(batch: PaymentBatch, case_ids: Sequence[int], reason: str) -> None:
    """These prepared lines go back with the reason; their payments are to be prepared again."""
    which = (LINE.c.batch_id == batch.id, LINE.c.state == "prepared", LINE.c.case_id.in_(case_ids))
    db.session.execute(update(LINE).where(*which).values(state="returned", note=reason, ended_at=now()))
    _payments(batch.id, "prepared", Payment.case_id.in_(case_ids), state="failed", failure=reason)


def _payments(batch_id: int, before: str, *which: Any, **values: str) -> None:
    change = update(Payment).where(Payment.batch_id == batch_id, Payment.state == before, *which).values(**values)
    db.session.execute(change.execution_options(synchronize_session="fetch"))


def end(payment: Payment, state: str, note: str = "") -> int:
    """The bank answered the released line of the payment; gives the line's id."""
    line = (LINE.c.payment_id == payment.id) & (LINE.c.state == "released")
    done: Any = update(LINE).where(line).values(state=state, note=note, ended_at=now()).returning(literal_column("id"))
    return int(db.session.execute(done).scalar_one())
