"""Why an enterprise asks for a review of a decision."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from forms.casework import LONGEST_GROUNDS, TOO_LONG, clean, written


class AppealForm(FlaskForm):
    """The grounds."""

    grounds = TextAreaField(
        _l("复核理由"),
        [InputRequired(_l("请写明哪里不同意、依据是什么。")), Length(max=LONGEST_GROUNDS, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 7, "maxlength": LONGEST_GROUNDS},
    )
