"""Money that comes back for a recovery: one row for each receipt of the bank; with the last one it is settled. In fen."""

from datetime import date

from sqlalchemy import select

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow.actions.notify import Message, tell_applicant
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.recovery import Recovery
from workflow.models.repayment import Repayment
from workflow.queries.recoveries import returned_fen


def receive(case: Case, recovery: Recovery, fen: int, bank_ref: str, on: date, actor: Actor) -> Repayment:
    """The bank says that `fen` came in on a day. Case and recovery are locked by the caller. Raises Refused.

    `bank_ref` is the bank's own number and can be used once.
    """
    left = recovery.fen - returned_fen(recovery.id)
    if faults := _faults(recovery, fen, left, bank_ref.strip(), on, actor):
        raise Refused(tuple(faults))
    assert actor.user_id is not None
    row = Repayment(recovery_id=recovery.id, fen=fen, bank_ref=bank_ref.strip(), received_on=on, at=now())
    row.actor_id = actor.user_id
    db.session.add(row)
    if fen == left:
        recovery.settled_at = now()
    db.session.flush()
    _tell(case, fen, left - fen)
    return row


def _faults(recovery: Recovery, fen: int, left: int, bank_ref: str, on: date, actor: Actor) -> list[Blocker]:
    found = []
    if Role.FINANCE not in actor.roles:
        found.append(Blocker("role", "收款由财务登记", "A finance officer books what came in"))
    if recovery.state != "approved" or recovery.settled_at is not None:
        found.append(Blocker("nothing_claimed", "现在没有要收的追回款", "No recovered money is awaited now"))
    elif not 0 < fen <= left:
        most = money.grouped(left)
        found.append(
            Blocker(
                "within_claim",
                f"收款金额要大于0，不超过还没退回的{most}元",
                f"Book more than 0 and at most the {most} yuan that are still to come",
            )
        )
    if on > business_date():
        found.append(Blocker("received_later", "到账日期不能在今天以后", "It cannot have come in after today"))
    if not 1 <= len(bank_ref) <= 40 or _used(bank_ref):
        found.append(
            Blocker(
                "bank_ref",
                "银行回单号没有填，或已经登记过，请核对回单",
                "The bank's reference is empty or already booked; check the slip",
            )
        )
    return found


def _used(bank_ref: str) -> bool:
    return db.session.scalar(select(Repayment.id).where(Repayment.bank_ref == bank_ref)) is not None


def _tell(case: Case, fen: int, left: int) -> None:
    amount, rest = money.grouped(fen), money.grouped(left)
    zh, en = (f"还要退回{rest}元", f"{rest} yuan are still to come") if left else ("已全部退清", "all is settled")
    tell_applicant(
        case,
        Message(
            kind="repayment",
            title_zh=f"{case.number}　退回的资金已收到",
            title_en=f"{case.number}: money received",
            body_zh=f"收到{amount}元，{zh}。",
            body_en=f"{amount} yuan came in; {en}.",
        ),
    )
