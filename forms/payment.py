"""What finance officers fill in: the total of a batch, the bank's answer to a line, why a batch goes back."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms.amounts import AmountField
from forms.committee import TOO_LONG, StepForm


class ReleaseForm(StepForm):
    """The total of the batch, typed by the person who releases it; `total.fen` is its value."""

    total = AmountField(_l("请输入本批合计，确认您核对过"), validators=[DataRequired(_l("请输入本批合计。"))])


class ConfirmationForm(StepForm):
    """The bank's own number of the payment."""

    bank_ref = StringField(
        _l("银行回单号"),
        validators=[DataRequired(_l("请填银行回单号。")), Length(max=40, message=_l("请不要超过40个字符。"))],
    )


class FailureForm(StepForm):
    """Why the bank returned the payment."""

    reason = TextAreaField(
        _l("银行退回的原因"),
        validators=[DataRequired(_l("请写明银行退回的原因。")), TOO_LONG],
        render_kw={"rows": 2},
    )


class ReturnForm(StepForm):
    """Why the batch goes back to be prepared again."""

    reason = TextAreaField(
        _l("退回理由"),
        validators=[DataRequired(_l("请写明退回理由。")), TOO_LONG],
        render_kw={"rows": 2},
    )
