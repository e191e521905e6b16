"""Whom to reach at a department that takes over cases."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from forms.account import MAIL_KW, one_address, small
from forms.casework import TOO_LONG, printable


class ContactForm(FlaskForm):
    """One department's contact: a name, and a telephone or a mail address."""

    department = SelectField(_l("部门"), [InputRequired(_l("请选择部门。"))])
    name = StringField(_l("联系人"), [InputRequired(_l("请写联系人。")), Length(max=100, message=TOO_LONG), printable])
    phone = StringField(_l("电话"), [Length(max=40, message=TOO_LONG), printable])
    email = StringField(
        _l("邮箱"),
        [Optional(), Length(max=150, message=TOO_LONG), printable, one_address],
        filters=[small],
        description=_l("有邮箱的，到期没有结果时自动发信提醒。"),
        render_kw=MAIL_KW,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.department.choices = list(choices)

    def validate_phone(self, field: Any) -> None:
        """One of the two ways is needed."""
        if not (field.data or "").strip() and not (self.email.data or "").strip():
            raise ValidationError(_l("请写电话或邮箱。"))
