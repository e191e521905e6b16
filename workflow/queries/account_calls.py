"""New accounts: where money would go for the first time since a change, and whether somebody called the enterprise."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.bank_change import BankChange
from workflow.models.payment import Payment
from workflow.models.payment_line import AccountCall, PaymentLine


def new_account() -> Any:
    """Whether the line's account came by a confirmed change, and nothing has arrived there since; for a query over lines."""
    earlier = aliased(Payment)
    arrived = (
        select(earlier.id)
        .where(
            earlier.enterprise_id == PaymentLine.enterprise_id,
            earlier.bank_account == PaymentLine.bank_account,
            earlier.confirmed_at >= BankChange.closed_at,
        )
        .correlate(PaymentLine, BankChange)
        .exists()
    )
    return (
        select(BankChange.id)
        .where(
            BankChange.enterprise_id == PaymentLine.enterprise_id,
            BankChange.state == "confirmed",
            BankChange.bank_account == PaymentLine.bank_account,
            ~arrived,
        )
        .correlate(PaymentLine)
        .exists()
    )


def uncalled(payment_ids: Sequence[int]) -> frozenset[int]:
    """Payments of prepared lines with a new account about which nobody has called. One statement."""
    query = (
        select(PaymentLine.payment_id)
        .outerjoin(AccountCall, AccountCall.line_id == PaymentLine.id)
        .where(
            and_(PaymentLine.payment_id.in_(payment_ids), PaymentLine.state == "prepared"),
            AccountCall.line_id.is_(None),
            new_account(),
        )
    )
    return frozenset(db.session.scalars(query))
