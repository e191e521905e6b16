"""The bureau's part of a change of account: a caseworker calls, a reviewer confirms, either may refuse."""

from sqlalchemy import select

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.account_refusals import ANOTHER_PERSON, PAYMENT_UNDER_WAY
from workflow.actions.bank_change import close, locked_change
from workflow.actions.notify import Message, tell_enterprise
from workflow.actions.relation import keep
from workflow.clock import now
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.payment import Payment

WAITING = ("prepared", "released")


def check(change_id: int, actor: Actor, call_note: str) -> None:
    """Note the call: whom, at which number, what was said. Raises Refused."""
    assert actor.user_id is not None
    change = locked_change(change_id, "open")
    change.state, change.checked_by, change.checked_at, change.call_note = "checked", actor.user_id, now(), call_note
    db.session.flush()


def confirm(change_id: int, actor: Actor) -> None:
    """The new account is in force from now on. Waits while a payment to the old one is on its way. Raises Refused."""
    assert actor.user_id is not None
    change = locked_change(change_id, "checked")
    if change.checked_by == actor.user_id:
        raise Refused((ANOTHER_PERSON,))
    if payment_under_way(change.enterprise_id):
        raise Refused((PAYMENT_UNDER_WAY,))
    close(change, "confirmed", actor.user_id)
    firm = db.session.get_one(Enterprise, change.enterprise_id)
    firm.bank_name, firm.bank_account = change.bank_name, change.bank_account
    keep(firm.id)
    tail = change.bank_account[-4:]
    _tell(
        change.enterprise_id,
        f"收款账户已换成尾号{tail}的账户",
        f"The account ending in {tail} is in force",
        "从现在起，款项付到这个账户。如果不是贵单位提出的，请马上联系主管部门",
        "Payments go there from now on. If your enterprise did not ask for this, tell the bureau at once.",
    )


def refuse(change_id: int, actor: Actor, reason: str) -> None:
    """The account stays as it is; the enterprise reads why. Raises Refused."""
    assert actor.user_id is not None
    change = locked_change(change_id)
    close(change, "refused", actor.user_id, reason)
    _tell(
        change.enterprise_id,
        "收款账户没有换",
        "The account was not changed",
        f"原因：{reason}。仍付到原账户",
        f"Reason: {reason}. Payments go to the old account.",
    )


def payment_under_way(enterprise_id: int) -> bool:
    """Whether a payment to the enterprise is prepared or released and the bank has not answered."""
    query = select(Payment.id).where(Payment.enterprise_id == enterprise_id, Payment.state.in_(WAITING)).limit(1)
    return db.session.scalar(query) is not None


def _tell(enterprise_id: int, title_zh: str, title_en: str, body_zh: str, body_en: str) -> None:
    tell_enterprise(enterprise_id, Message("bank_change", title_zh, title_en, body_zh[:4000], body_en[:4000]))
