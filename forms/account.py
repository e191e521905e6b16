"""What people fill in about accounts: a mail address, a code, a name."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length, ValidationError

from forms.casework import TOO_LONG, printable
from forms.password import NewPasswordForm, OwnPasswordForm

MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\]+")
MAIL_KW = {"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}


def small(text: str | None) -> str:
    """A mail address as it is kept: no blanks around, small letters."""
    return (text or "").strip().lower()


def one_address(_form: FlaskForm, field: Any) -> None:
    """Refuse what no letter could be sent to."""
    if not MAIL.fullmatch(field.data or ""):
        raise ValidationError(_("邮箱要写成name@example.com这样。"))


ADDRESS = [InputRequired(_l("请填邮箱。")), Length(max=150, message=TOO_LONG), printable, one_address]


class MailForm(FlaskForm):
    """A mail address: of a colleague to invite, or of who forgot the password."""

    email = StringField(_l("邮箱"), ADDRESS, filters=[small], render_kw=MAIL_KW)


class OwnMailForm(OwnPasswordForm):
    """Another address for the own account."""

    email = StringField(_l("新邮箱"), ADDRESS, filters=[small], render_kw=MAIL_KW)


class CodeForm(FlaskForm):
    """Six digits from the telephone, or a recovery code."""

    code = StringField(
        _l("验证码"),
        [InputRequired(_l("请填验证码。")), Length(max=40, message=TOO_LONG)],
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "text",
            "autocapitalize": "characters",
            "spellcheck": "false",
        },
    )


class JoinForm(NewPasswordForm):
    """Who accepts an invitation."""

    name = StringField(
        _l("您的姓名"),
        [InputRequired(_l("请填姓名。")), Length(max=50, message=TOO_LONG), printable],
        render_kw={"autocomplete": "name"},
    )
