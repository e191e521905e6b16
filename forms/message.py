"""A message to the other side of a case, with files."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, MultipleFileField, TextAreaField
from wtforms.validators import InputRequired, Length

from forms.casework import TOO_LONG, clean, written


class MessageForm(FlaskForm):
    """What is written; `asks`: the other side is asked to answer; `template`: the ready-made text it began with."""

    text = TextAreaField(
        _l("留言"),
        [InputRequired(_l("请写点什么再发送。")), Length(max=2000, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 4, "maxlength": 2000},
    )
    asks = BooleanField(_l("要对方答复"))
    files = MultipleFileField(_l("附件"), render_kw={"accept": ".pdf,.jpg,.jpeg,.png"})
    template = HiddenField()
