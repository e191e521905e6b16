"""The sums that must be one another's equal, for a person to read above the check. Money in fen."""

from collections.abc import Iterator

from sqlalchemy import and_, func, select

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Decision, Publicity
from workflow.models.payment import Payment
from workflow.models.payment_line import BankAnswer, PaymentLine


def sums() -> Iterator[tuple[str, int]]:
    """What was granted by decision and by public notice, and what was paid by line, by bank's answer and by payment."""
    granted = Case.state.in_((State.PUBLICITY, State.PAID))
    for model, name in ((Decision, "Executed decisions"), (Publicity, "Public notices")):
        mine = and_(model.case_id == Case.id, model.round == Case.round)
        yield name, _sum(select(func.sum(model.amount_fen)).join(Case, mine).where(granted))
    yield "Granted to cases", _sum(select(func.sum(Case.award_fen)).where(granted))
    yield "Confirmed lines of batches", _sum(select(func.sum(PaymentLine.fen)).where(PaymentLine.state == "confirmed"))
    yield "Bank's confirmations", _sum(select(func.sum(BankAnswer.fen)).where(BankAnswer.result == "confirmed"))
    yield "Confirmed payments", _sum(select(func.sum(Payment.fen)).where(Payment.state == "confirmed"))


def _sum(query: object) -> int:
    return int(db.session.scalar(query) or 0)  # type: ignore[call-overload]
