"""An owner asks colleagues in by mail; whoever holds the letter joins, once, within seven days."""

from datetime import timedelta

from sqlalchemy import select, update

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.account_refusals import COLLEAGUE_ALREADY, INVITATION_OVER, MAIL_TAKEN, TOO_MANY_LETTERS
from workflow.actions import account_letters
from workflow.actions.account_log import note
from workflow.actions.colleagues import owner_of
from workflow.actions.registration import is_taken, new_user
from workflow.actions.secrets import digest, token
from workflow.actions.throttle import MOST_ABOUT, too_often
from workflow.clock import now
from workflow.db import db
from workflow.links import absolute
from workflow.models.account import Invitation
from workflow.models.enterprise import Enterprise
from workflow.models.user import User
from workflow.queries.accounts import colleague_with

VALID = timedelta(days=7)
#: Letters of one enterprise within a quarter of an hour: anybody can register one.
MOST_FROM_FIRM = 20
OPEN = Invitation.accepted_at.is_(None) & Invitation.withdrawn_at.is_(None)


def invite(actor: Actor, email: str) -> Invitation:
    """Write the letter; an earlier one to the same address stops working. Raises Refused.

    Whether the address has an account elsewhere is told to who holds the letter, not to the owner.
    """
    owner = owner_of(actor)
    assert owner.enterprise_id is not None
    if colleague_with(owner.enterprise_id, email) is not None:
        raise Refused((COLLEAGUE_ALREADY,))
    firm_often = too_often("invitation-by", str(owner.enterprise_id), MOST_FROM_FIRM)
    if too_often("invitation-about", email, MOST_ABOUT) or firm_often:
        raise Refused((TOO_MANY_LETTERS,))
    at, secret = now(), token()
    earlier = update(Invitation).where(OPEN, Invitation.enterprise_id == owner.enterprise_id, Invitation.email == email)
    db.session.execute(earlier.values(withdrawn_at=at))
    row = Invitation(
        enterprise_id=owner.enterprise_id,
        email=email,
        token_hash=digest(secret),
        invited_by=owner.id,
        created_at=at,
        expires_at=at + VALID,
    )
    db.session.add(row)
    db.session.flush()
    firm = db.session.get_one(Enterprise, owner.enterprise_id)
    url = absolute("invitations.form", invitation=secret)
    account_letters.invitation(email, f"invitation:{row.id}", firm.name, owner.name, url)
    note(owner.id, "invited", owner.id, email=email)
    return row


def withdraw(actor: Actor, invitation_id: int) -> None:
    """The letter stops working; a used one stays as it is. Raises Refused for who is not the owner."""
    owner = owner_of(actor)
    mine = (Invitation.id == invitation_id) & (Invitation.enterprise_id == owner.enterprise_id)
    row = db.session.scalar(select(Invitation).where(mine, OPEN).with_for_update())
    if row is not None:
        row.withdrawn_at = now()
        note(owner.id, "invitation_withdrawn", owner.id, email=row.email)


def accept(secret: str, name: str, password: str) -> User:
    """Join with the token of a letter. Raises Refused when it is used, withdrawn, too old, or the address has an account."""
    valid = (Invitation.token_hash == digest(secret)) & OPEN & (Invitation.expires_at > now())
    row = db.session.scalar(select(Invitation).where(valid).with_for_update())
    if row is None:
        raise Refused((INVITATION_OVER,))
    if is_taken(row.email):
        raise Refused((MAIL_TAKEN,))
    user = new_user(row.enterprise_id, name, row.email, password)
    row.accepted_at, row.accepted_by = now(), user.id
    note(user.id, "joined", row.invited_by)
    return user
