"""The password again, before something that matters."""

from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from workflow.actions import second_factor
from workflow.actions.identity import count_failure, has_second_factor, is_own
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


def own_code(user: User, form: Any) -> bool:
    """Whether the form's code fits the second factor of the person (locked row); true for who has none.

    A wrong code is counted like a wrong password, and the count committed; a right one is used up.
    """
    if not has_second_factor(user.id):
        return True
    if second_factor.fits(user, form.code.data or ""):
        return True
    user_id = user.id
    db.session.rollback()  # the form's key too
    count_failure(user_id)
    db.session.commit()
    form.code.errors = (_("验证码不对，或已经用过。请等下一个。连续错5次会锁定15分钟。"),)
    return False
