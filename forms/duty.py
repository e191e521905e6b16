"""Duties after payment: what the enterprise hands in, and what an officer finds."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.amounts import AmountField
from forms.casework import LONGEST, TOO_LONG, clean, written
from forms.message import one_line_end


class DutyReportForm(FlaskForm):
    """Words, and perhaps a file."""

    body = TextAreaField(
        _l("情况说明"),
        [InputRequired(_l("请写清楚。")), Length(max=LONGEST, message=TOO_LONG), written],
        filters=[clean, one_line_end],
        render_kw={"rows": 4},
    )
    file = FileField(_l("附件"), render_kw={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.ofd"})


class DutyFindingForm(FlaskForm):
    """Met or breached; a breach may claim money back."""

    result = RadioField(
        _l("核对结果"),
        choices=[SelectChoice("met", _l("履行了")), SelectChoice("breached", _l("没有履行"))],
        validators=[InputRequired(_l("请选核对结果。"))],
    )
    note = TextAreaField(_l("说明"), [Length(max=LONGEST, message=TOO_LONG)], filters=[clean], render_kw={"rows": 3})
    amount = AmountField(_l("提出追回（元）"), description=_l("没有履行、要追回时填；另一位同事决定以后才生效"))
