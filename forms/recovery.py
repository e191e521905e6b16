"""Claiming paid support back: how much, in which parts, the decision, and what came in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.amounts import AmountField
from forms.casework import LONGEST, TOO_LONG, clean, printable
from forms.referral import DayField

NEEDED = _l("请填写。")


class RecoveryForm(FlaskForm):
    """How much of what was paid comes back, by when, and whether cap and months do."""

    amount = AmountField(_l("追回金额（元）"), validators=[InputRequired(NEEDED)])
    months_back = RadioField(
        _l("额度"),
        choices=[
            SelectChoice("no", _l("不退回，仍占额度")),
            SelectChoice("yes", _l("退回，可以再申请（只在全部追回时）")),
        ],
        default="no",
    )
    first_on = DayField(_l("第一期最迟退回日期"), validators=[InputRequired(NEEDED)])
    parts = SelectField(
        _l("分几期，每月一期"), coerce=int, choices=[SelectChoice(no, str(no)) for no in range(1, 61)], default=1
    )
    reason = TextAreaField(
        _l("理由"),
        [InputRequired(_l("请写理由。")), Length(max=LONGEST, message=TOO_LONG)],
        filters=[clean],
        render_kw={"rows": 4},
    )


class RecoveryAnswerForm(FlaskForm):
    """The decision on a recovery."""

    answer = TextAreaField(_l("意见"), [Length(max=LONGEST, message=TOO_LONG)], filters=[clean], render_kw={"rows": 3})


class RepaymentForm(FlaskForm):
    """One receipt of the bank."""

    amount = AmountField(_l("到账金额（元）"), validators=[InputRequired(NEEDED)])
    received_on = DayField(_l("到账日期"), validators=[InputRequired(NEEDED)])
    bank_ref = StringField(_l("银行回单号"), [InputRequired(NEEDED), Length(max=40, message=TOO_LONG), printable])
