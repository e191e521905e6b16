"""What the bank answers: a payment arrived, or it failed."""

from typing import Any

from sqlalchemy import select

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.guards_payment import payment_released
from states.lifecycle import Refused, blockers
from states.names import PaymentState
from states.step import Step
from workflow.actions import budget_use, duty, payment_lines, rent
from workflow.actions.advance import Entry, advance
from workflow.actions.clocks import NEXT
from workflow.actions.notify import tell_step
from workflow.actions.paper import issue
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.payment import Payment
from workflow.models.payment_line import BankAnswer
from workflow.papers import payment as paper
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.payments import locked_cases

BANK_REF = Blocker(
    "bank_ref",
    "银行回单号没有填，或已经用在另一笔款上，请核对回单",
    "The bank's reference is empty or already used for another payment; check the slip",
)


def confirm(payment: Payment, actor: Actor, bank_ref: str) -> None:
    """The bank confirmed the line: with the last instalment the case is paid. `bank_ref` is the bank's own number and can be used once.

    Raises Refused.
    """
    (case,) = locked_cases([payment.case_id])
    file = open_file(case)
    last = file.instalments_left == 1
    action = "confirm_payment" if last else "confirm_instalment"
    if reasons := blockers(file.dossier, action, actor) or _not_out(payment, file):
        raise Refused(reasons)
    if not bank_ref.strip() or _used(bank_ref.strip()):
        raise Refused((BANK_REF,))
    at = now()
    payment.state, payment.bank_ref, payment.confirmed_at = "confirmed", bank_ref.strip(), at
    case.paid_at = at if last else None
    detail = {"bank_ref": payment.bank_ref, "fen": payment.fen} | ({} if last else _instalment(file, payment))
    step = advance(case, action, file.dossier, actor, Entry(detail=detail))
    _answer(payment, actor, "confirmed", bank_ref=payment.bank_ref)
    if last:
        rent.settle(case)
        duty.begin(case)
    budget_use.paid([(case.id, payment.fen)])
    issue(case, "payment", paper.letter(file, payment))
    tell(case, step, payment.fen)


def _not_out(payment: Payment, file: CaseFile) -> tuple[Blocker, ...]:
    """An earlier instalment has its answer already, also while the next is on its way."""
    return () if payment.state == PaymentState.RELEASED else (payment_released.blocker(file.dossier),)


def _instalment(file: CaseFile, payment: Payment) -> dict[str, Any]:
    """Which instalment it was, and from when the next one may be paid."""
    later = file.planned.next(payment.instalment)
    on = {NEXT: later.due_on.isoformat()} if later is not None and later.due_on is not None else {}
    return {"instalment": payment.instalment} | on


def _used(bank_ref: str) -> bool:
    with db.session.no_autoflush:
        return db.session.scalar(select(Payment.id).where(Payment.bank_ref == bank_ref)) is not None


def fail(payment: Payment, actor: Actor, reason: str) -> None:
    """The bank returned the line. The case stays in publicity and can be put into a new batch. Raises Refused."""
    (case,) = locked_cases([payment.case_id])
    file = open_file(case)
    if reasons := _not_out(payment, file):
        raise Refused(reasons)
    step = advance(case, "payment_failed", file.dossier, actor, Entry(reason=reason, detail={"fen": payment.fen}))
    payment.state, payment.failure = "failed", reason
    _answer(payment, actor, "failed", reason=reason)
    tell(case, step, payment.fen)
    db.session.flush()


def _answer(payment: Payment, actor: Actor, result: str, *, bank_ref: str | None = None, reason: str = "") -> None:
    """Write what the bank said, once and for good, and end the line."""
    assert actor.user_id is not None
    line_id = payment_lines.end(payment, result, reason)
    said = BankAnswer(line_id=line_id, result=result, fen=payment.fen, bank_ref=bank_ref, reason=reason)
    said.actor_id, said.at = actor.user_id, now()
    db.session.add(said)


def tell(case: Case, step: Step, fen: int) -> None:
    """Tell the applicant of the step with the amount (fen)."""
    amount = money.grouped(fen)
    tell_step(case, step, f"金额{amount}元", f"Amount {amount} yuan")
