"""What finance officers fill in: the total of a batch, the bank's answer to a line, why a batch goes back."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms.amounts import AmountField
from forms.committee import TOO_LONG, StepForm
from forms.password import MOST


class ReleaseForm(StepForm):
    """The total of the batch, typed by the person who releases it (`total.fen`), with the own password and code."""

    total = AmountField(_l("请输入本批合计，确认您核对过"), validators=[DataRequired(_l("请输入本批合计。"))])
    current = PasswordField(
        _l("您的密码"),
        validators=[InputRequired(_l("请填您的密码。")), Length(max=MOST)],
        render_kw={"autocomplete": "current-password"},
    )
    code = StringField(
        _l("验证码"),
        validators=[Length(max=20, message=_l("请不要超过20个字符。"))],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


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


class PurposeForm(StepForm):
    """What the full account numbers are needed for."""

    purpose = StringField(
        _l("用途"),
        validators=[DataRequired(_l("请写明查看用途。")), Length(max=200, message=_l("请不要超过200个字符。"))],
    )


class CallForm(StepForm):
    """Whom the officer called about a new account, at which number, and what was said."""

    note = TextAreaField(
        _l("核实情况"),
        validators=[
            DataRequired(_l("请写明打给谁、哪个号码、对方怎么说。")),
            Length(min=5, max=1000, message=_l("请写5到1000个字。")),
        ],
        render_kw={"rows": 2},
    )
