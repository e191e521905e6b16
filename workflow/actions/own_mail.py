"""A person's own mail address: letters go to the new one from now on, and the old one is told."""

from states.say import Say
from workflow.actions import account_letters
from workflow.actions.account_log import note
from workflow.clock import now
from workflow.models.user import User


def change(user: User, email: str) -> None:
    """Give the account another address; who signs in with the old one signs in with the new one from now on."""
    old = user.email
    if old is not None and old != email:
        key = f"email-changed:{user.id}:{now().isoformat()}"
        account_letters.changed(
            old, key, Say(f"账号的邮箱改成了{email}", f"The mail address of your account is now {email}")
        )
    if user.login == old:
        user.login = email
    user.email = email
    note(user.id, "email_changed", user.id, email=[old, email])
