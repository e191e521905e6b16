"""An enterprise asks to be paid to another account. Nothing changes before the bureau has called and confirmed."""

from sqlalchemy import select

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.account_refusals import CHANGE_OVER, CHANGE_UNDER_WAY, NOTHING_NEW
from workflow.actions.colleagues import owner_of
from workflow.actions.notify import Message, tell
from workflow.clock import now
from workflow.db import db
from workflow.models.bank_change import UNDER_WAY, BankChange
from workflow.models.enterprise import Enterprise
from workflow.models.user import User, UserRole
from workflow.queries.bank_changes import live_change


def request(actor: Actor, bank_name: str, bank_account: str) -> BankChange:
    """Ask for another account; the owner does it. The holder is always the enterprise. Raises Refused."""
    owner = owner_of(actor)
    assert owner.enterprise_id is not None
    firm = locked_firm(owner.enterprise_id)
    if live_change(firm.id) is not None:
        raise Refused((CHANGE_UNDER_WAY,))
    if (bank_name, bank_account) == (firm.bank_name, firm.bank_account):
        raise Refused((NOTHING_NEW,))
    change = BankChange(
        enterprise_id=firm.id,
        state="open",
        bank_name=bank_name,
        bank_account=bank_account,
        old_bank_name=firm.bank_name,
        old_bank_account=firm.bank_account,
        requested_by=owner.id,
        requested_at=now(),
        call_note="",
        reason="",
    )
    db.session.add(change)
    db.session.flush()
    _tell_caseworkers(firm)
    return change


def withdraw(actor: Actor) -> None:
    """Take the request back while it is under way. Raises Refused."""
    owner = owner_of(actor)
    assert owner.enterprise_id is not None
    locked_firm(owner.enterprise_id)
    change = live_change(owner.enterprise_id)
    if change is None:
        raise Refused((CHANGE_OVER,))
    close(change, "withdrawn", owner.id)


def locked_firm(enterprise_id: int) -> Enterprise:
    """The enterprise's row, locked until the commit, as it is now: requests, confirmations and payments queue up here."""
    query = select(Enterprise).where(Enterprise.id == enterprise_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def locked_change(change_id: int, *states: str) -> BankChange:
    """A change in one of the states (default: under way), locked after its enterprise. Raises Refused."""
    firm = db.session.scalar(select(BankChange.enterprise_id).where(BankChange.id == change_id))
    if firm is not None:
        locked_firm(firm)
    query = select(BankChange).where(BankChange.id == change_id, BankChange.state.in_(states or UNDER_WAY))
    row = db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise Refused((CHANGE_OVER,))
    return row


def close(change: BankChange, state: str, by: int, reason: str = "") -> None:
    """End the change in `state`."""
    change.state, change.closed_by, change.closed_at, change.reason = state, by, now(), reason
    db.session.flush()


def _tell_caseworkers(firm: Enterprise) -> None:
    people = (
        select(User.id).join(UserRole, UserRole.user_id == User.id).where(UserRole.role == "caseworker", User.active)
    )
    message = Message(
        "bank_change",
        f"{firm.name}要换收款账户",
        f"{firm.name} asks for another account",
        "请先打电话向企业核实，再由另一位同事确认。确认以前仍付到原账户",
        "Call the enterprise first; another person then confirms. Until then payments go to the old account.",
    )
    tell(None, db.session.scalars(people.order_by(User.id)), message)
