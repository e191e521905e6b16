"""The password again, before something that matters."""

from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from workflow.actions.identity import count_failure, is_own
from workflow.db import db
from workflow.models.user import User


def own_account(form: Any) -> User | None:
    """The signed-in person's account if the form is sound and its password fits; else the form says what is wrong.

    A wrong password is counted and the count committed; the fifth locks the account like at the door.
    """
    if not form.validate():
        return None
    user = is_own(current_user.id, form.current.data or "")
    if user is None:
        db.session.rollback()  # the form's key too: nothing was done with it, and it may be sent again
        count_failure(current_user.id)
        db.session.commit()
        form.current.errors = (_("密码不对。连续错5次会锁定15分钟。"),)
    return user
