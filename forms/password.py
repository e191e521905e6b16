"""What a new password must be: long, not guessable; for the bureau's people also of three kinds of characters."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length, ValidationError

LEAST, LEAST_STAFF, MOST = 10, 12, 200
#: Parts that guessers try first; a password that is little more than one of them is refused.
COMMON = (
    "password",
    "12345",
    "qwerty",
    "abc123",
    "111111",
    "000000",
    "iloveyou",
    "admin",
    "woaini",
    "5201314",
    "88888",
)
NEW = {"autocomplete": "new-password"}


def weakness(password: str, *, staff: bool = False, known: tuple[str, ...] = ()) -> str:
    """What is wrong with the password, "" when nothing is. `known`: words that others know of the person."""
    if len(password) < (LEAST_STAFF if staff else LEAST):
        return _("密码至少要%(n)s个字符。", n=LEAST_STAFF if staff else LEAST)
    low = password.lower()
    for word in (*COMMON, *(word.lower() for word in known if len(word) > 3)):
        low = low.replace(word, "")
    if len(low) < 6 or len(set(password)) < 5:
        return _("这个密码太容易猜到，请换一个。用几个不相关的词连起来，好记又难猜。")
    if staff and _kinds(password) < 3:
        return _("工作人员的密码要有大写字母、小写字母、数字、符号中的三种。")
    return ""


def _kinds(password: str) -> int:
    tests = (str.isupper, str.islower, str.isdigit, lambda char: not char.isalnum())
    return sum(any(test(char) for char in password) for test in tests)


class NewPasswordForm(FlaskForm):
    """A new password, twice. `staff` and `known` are set by the page."""

    staff = False
    known: tuple[str, ...] = ()

    password = PasswordField(_l("新密码"), [InputRequired(_l("请填密码。")), Length(max=MOST)], render_kw=NEW)
    again = PasswordField(_l("再输一遍"), [InputRequired(_l("请再输一遍密码。")), Length(max=MOST)], render_kw=NEW)

    def validate_password(self, field: Any) -> None:
        """Refuse what is too short or too easy."""
        if wrong := weakness(field.data or "", staff=self.staff, known=self.known):
            raise ValidationError(wrong)

    def validate_again(self, field: Any) -> None:
        """Both must be the same."""
        if field.data != self.password.data:
            raise ValidationError(_("两遍不一样，请重新输。"))


class ChangePasswordForm(NewPasswordForm):
    """The password in use, then the new one."""

    current = PasswordField(
        _l("现在的密码"),
        [InputRequired(_l("请填现在的密码。")), Length(max=MOST)],
        render_kw={"autocomplete": "current-password"},
    )


class OwnPasswordForm(FlaskForm):
    """The password again, before something that matters."""

    current = PasswordField(
        _l("您的密码"),
        [InputRequired(_l("请填您的密码。")), Length(max=MOST)],
        render_kw={"autocomplete": "current-password"},
    )
