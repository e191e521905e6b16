"""Signing in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """Login name and password; `next` is where the person wanted to go."""

    login = StringField(_l("账号"), validators=[InputRequired(_l("请填账号。")), Length(max=200)])
    password = PasswordField(_l("密码"), validators=[InputRequired(_l("请填密码。")), Length(max=200)])
    next = HiddenField()
