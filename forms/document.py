"""Until when a document is valid."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from forms.referral import DayField


class ExpiryForm(FlaskForm):
    """The last day of validity; left empty: it does not end."""

    expires_on = DayField(_l("有效期至"))
