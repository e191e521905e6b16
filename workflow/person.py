"""The signed-in person as pages and steps see one: plain values, no lazy loading."""

from flask import Flask
from flask import session as cookie
from flask_login import LoginManager, UserMixin

from states.names import Role
from workflow.actions.identity import token_hash
from workflow.models.user import User
from workflow.queries.sessions import user_of
from workflow.touch import seen


class Person(UserMixin):
    """Who is signed in. `get_id` is the session's token, so a stolen cookie dies with its session row."""

    def __init__(self, user: User, token: str, *, second_factor: bool = False) -> None:
        """Take what pages need from the user's row."""
        self.second_factor = second_factor
        self.email, self.is_owner = user.email, user.is_owner
        self.id, self.recuses = user.id, bool(user.recuses)
        self.token = token
        self.name = user.name
        self.login = user.login
        self.duty_group = user.duty_group
        self.roles = frozenset(Role(row.role) for row in user.roles)
        self.enterprise_id = user.enterprise_id
        self.enterprise_name = user.enterprise.name if user.enterprise else None

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token

    @property
    def lacks_second_factor(self) -> bool:
        """Whether one of the bureau signs in with a password alone."""
        return self.duty_group != "enterprise" and not self.second_factor

    def may(self, *roles: str) -> bool:
        """Whether the person holds one of the roles (words as in the database)."""
        return any(role in self.roles for role in roles)


def load(token: str) -> Person | None:
    """The person behind a cookie, or None when the session is over."""
    found = user_of(token_hash(token))
    if found is None:
        cookie.pop("_user_id", None)
        return None
    user, row, second_factor = found
    seen(row)
    return Person(user, token, second_factor=second_factor)


def connect(app: Flask) -> None:
    """Attach Flask-Login."""
    manager = LoginManager()
    manager.session_protection = None  # the session row decides; user agents change with browser updates
    manager.user_loader(load)
    manager.init_app(app)
