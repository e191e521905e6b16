"""Writing a letter: a row in the caller's transaction, so that a change that is taken back sends nothing."""

import re
from datetime import datetime

from workflow.actions.caps import insert_if_absent
from workflow.clock import now
from workflow.models.mail import LONGEST, MailMessage
from workflow.models.user import User

ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\]+")
LONGEST_LINE = 200


def is_address(text: str) -> bool:
    """Whether a letter can be written to it: one address, no name, at most 200 characters."""
    return len(text) <= LONGEST_LINE and ADDRESS.fullmatch(text) is not None


def address_of(user: User) -> str | None:
    """Where letters to this person go; None when there is no address or the account is closed."""
    return user.email if user.active and user.email and is_address(user.email) else None


def post(
    to: str, subject: str, body: str, key: str, *, not_before: datetime | None = None, unsubscribe: str | None = None
) -> None:
    """Write a letter to one address. A second letter with the same key (at most 200 characters) is not written.

    The worker delivers it, not before `not_before`; `unsubscribe` is an address that ends such letters with one click.
    Raises ValueError when `to` is no address or the key is empty or too long.
    """
    if not is_address(to):
        raise ValueError("a letter needs one mail address")
    if not 0 < len(key) <= LONGEST_LINE:
        raise ValueError("a letter needs a key of 1 to 200 characters")
    at = now()
    insert_if_absent(
        MailMessage,
        key=key,
        recipient=to,
        subject=" ".join(subject.split())[:LONGEST_LINE],
        body=body[:LONGEST],
        unsubscribe=unsubscribe,
        at=at,
        attempts=0,
        next_at=max(at, not_before or at),
    )
