"""Asking to be written to when calls open and close."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField

from forms.account import ADDRESS, MAIL_KW, small


class SubscriptionForm(FlaskForm):
    """One mail address."""

    address = StringField(_l("邮箱"), ADDRESS, filters=[small], render_kw=MAIL_KW)
