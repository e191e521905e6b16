"""The lists of a year for files: who was supported, and what was paid. Read along the days of the year, as a stream."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import func, select

from workflow.clock import SHANGHAI, business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Publicity
from workflow.models.enterprise import Enterprise
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.payment_line import BankAnswer, PaymentLine


class Beneficiary(NamedTuple):
    """A case whose public notice ended in the year: the award and what of it the bank has confirmed (fen)."""

    number: str
    firm: str
    uscc: str
    item: str
    award_fen: int
    paid_fen: int
    ended_on: date


def beneficiaries(year: int) -> Iterator[Beneficiary]:
    """In the order in which the notices ended."""
    paid = select(func.sum(Payment.fen)).where(Payment.case_id == Case.id, Payment.state == "confirmed")
    query = (
        select(
            Case.number,
            Enterprise.name,
            Enterprise.uscc,
            Case.item,
            Publicity.amount_fen,
            func.coalesce(paid.correlate(Case).scalar_subquery(), 0),
            Publicity.ends_on,
        )
        .join(Case, (Case.id == Publicity.case_id) & (Case.round == Publicity.round))
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .where(Publicity.ends_on >= date(year, 1, 1), Publicity.ends_on <= date(year, 12, 31))
        .where(Case.cleared_at.is_not(None))
        .order_by(Publicity.ends_on, Publicity.case_id)
    )
    for row in db.session.execute(query):
        yield Beneficiary._make(row)


class Paid(NamedTuple):
    """One confirmation of the bank (fen)."""

    on: date
    voucher: str
    batch: str
    number: str
    firm: str
    instalment: int
    account: str
    bank_ref: str
    fen: int


def payments(year: int) -> Iterator[Paid]:
    """What the bank confirmed in the year, in order; account numbers covered but for four digits."""
    first, after = (datetime.combine(date(one, 1, 1), time(), SHANGHAI) for one in (year, year + 1))
    answer, line = BankAnswer, PaymentLine
    query = (
        select(
            answer.at, line.voucher, PaymentBatch.number, Case.number, line.account_holder, line.instalment,
            line.bank_account, answer.bank_ref, answer.fen,
        )
        .join(line, line.id == answer.line_id)
        .join(PaymentBatch, PaymentBatch.id == line.batch_id)
        .join(Case, Case.id == line.case_id)
        .where(answer.result == "confirmed", answer.at >= first, answer.at < after)
        .order_by(answer.at, answer.id)
    )  # fmt: skip
    for row in db.session.execute(query):
        yield Paid(business_date(row[0]), row[1] or "", *row[2:6], f"****{row[6][-4:]}", row[7] or "", row[8])
