"""Changing a password: the other sessions end, and the person is told by mail."""

from states.say import Say
from workflow.actions import account_letters
from workflow.actions.account_log import note
from workflow.actions.identity import end_all_sessions, hasher
from workflow.clock import now
from workflow.models.user import User


def set_password(user: User, password: str, *, keep: str | None = None) -> None:
    """Give the account a new password and end its sessions, except the one whose cookie token is `keep`."""
    user.password_hash, user.failures, user.locked_until = hasher().hash(password), 0, None
    end_all_sessions(user.id, keep=keep)
    note(user.id, "password_changed", user.id)
    if user.email is not None:
        key = f"password-changed:{user.id}:{now().isoformat()}"
        account_letters.changed(user.email, key, Say("密码刚刚改过", "The password was changed just now"))
