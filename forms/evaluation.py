"""What goes with an evaluation: the caseworker's opinion."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

from forms.casework import LONGEST, TOO_LONG, clean


class OpinionForm(FlaskForm):
    """The opinion that the reviewer and the committee read."""

    opinion = TextAreaField(
        _l("评估意见"), [Length(max=LONGEST, message=TOO_LONG)], filters=[clean], render_kw={"rows": 3}
    )
