"""What the owner of an enterprise decides about its accounts: who leaves, and who is the owner."""

from sqlalchemy import select

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.account_refusals import NOT_A_COLLEAGUE, OWNER_ONLY, OWNER_STAYS
from workflow.actions.account_log import note
from workflow.actions.identity import end_all_sessions
from workflow.db import db
from workflow.models.user import User


def owner_of(actor: Actor) -> User:
    """The actor's own account, locked, if it is the owner of its enterprise. Raises Refused."""
    mine = (User.id == actor.user_id) & User.active & User.is_owner
    row = db.session.scalar(
        select(User).where(mine).with_for_update(key_share=True, of=User).execution_options(populate_existing=True)
    )
    if row is None:
        raise Refused((OWNER_ONLY,))
    return row


def _colleague(owner: User, user_id: int) -> User:
    known = (User.id == user_id) & (User.enterprise_id == owner.enterprise_id) & User.active
    row = db.session.scalar(select(User).where(known).with_for_update(key_share=True, of=User))
    if row is None:
        raise Refused((NOT_A_COLLEAGUE,))
    return row


def remove(actor: Actor, user_id: int) -> User:
    """Close a colleague's account at once; what the person wrote stays, and the mail address is free again.

    Raises Refused.
    """
    owner = owner_of(actor)
    colleague = _colleague(owner, user_id)
    if colleague.is_owner:
        raise Refused((OWNER_STAYS,))
    note(colleague.id, "removed", owner.id, email=colleague.email)
    colleague.active, colleague.email = False, None
    colleague.login = f"{colleague.login[:180]}#{colleague.id}"
    end_all_sessions(colleague.id)
    return colleague


def hand_over(actor: Actor, user_id: int) -> User:
    """Make a colleague the owner; the actor stays as a plain account. Raises Refused."""
    owner = owner_of(actor)
    colleague = _colleague(owner, user_id)
    owner.is_owner = False
    db.session.flush()
    colleague.is_owner = True
    db.session.flush()
    note(colleague.id, "handed_over", owner.id)
    return colleague
