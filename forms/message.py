"""A message to the other side of a case, with files."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, MultipleFileField, TextAreaField
from wtforms.validators import InputRequired, Length

from forms.casework import TOO_LONG, clean, written


def one_line_end(text: str) -> str:
    """A browser sends two characters for a new line and counts one."""
    return text.replace("\r\n", "\n")


class MessageForm(FlaskForm):
    """What is written; `asks`: the other side is asked to answer; `template`: the ready-made text it began with."""

    text = TextAreaField(
        _l("留言"),
        [InputRequired(_l("请写点什么再发送。")), Length(max=2000, message=TOO_LONG), written],
        filters=[clean, one_line_end],
        id="message-text",
        render_kw={"maxlength": 2000},
    )
    asks = BooleanField(_l("要对方答复"), id="message-asks")
    files = MultipleFileField(_l("附件"), id="message-files", render_kw={"accept": ".pdf,.jpg,.jpeg,.png"})
    template = HiddenField(id="message-template")
