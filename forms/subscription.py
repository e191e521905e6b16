"""Asking to be written to when calls open and close."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, ValidationError
from wtforms.validators import InputRequired

from workflow.actions.mail import is_address


class SubscriptionForm(FlaskForm):
    """One mail address."""

    address = EmailField(
        _l("邮箱"),
        validators=[InputRequired(_l("请填邮箱。"))],
        filters=[lambda text: (text or "").strip()],
        render_kw={"autocomplete": "email", "maxlength": 200},
    )

    def validate_address(self, field: EmailField) -> None:
        """One address, as letters can be sent to it."""
        if not is_address(field.data or ""):
            raise ValidationError(_l("邮箱要写成 name@example.com 这样。"))
