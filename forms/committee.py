"""What the committee's secretary and the supervisor fill in."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from forms.amounts import AmountField, CountField

MOST_TEXT = 1000


TOO_LONG = Length(max=MOST_TEXT, message=_l("请不要超过1000个字。"))


class StepForm(FlaskForm):
    """A form of a step. The whole application checks the token against forgery, so the single form need not."""

    class Meta:
        """Settings of WTForms."""

        csrf = False


class CountedForm(StepForm):
    """The vote on one case as counted. `computed_fen` is the most that can be approved."""

    votes_for = CountField(_l("同意"))
    votes_against = CountField(_l("反对"))
    votes_abstain = CountField(_l("弃权"))
    result = RadioField(_l("结果"), choices=[], default="approve")
    amount = AmountField(_l("调整后的金额"))
    reason = TextAreaField(_l("理由，记入纪要"), validators=[TOO_LONG], render_kw={"rows": 2})

    def __init__(self, computed_fen: int, **more: Any) -> None:
        super().__init__(**more)
        self.computed_fen = computed_fen
        words = {"approve": _("同意"), "reduce": _("调整金额"), "defer": _("缓议"), "reject": _("不予支持")}
        self.result.choices = [SelectChoice(code, word) for code, word in words.items()]

    @property
    def fen(self) -> int:
        """What is approved (fen): the computed amount, or the adjusted one."""
        return (self.amount.fen or 0) if self.result.data == "reduce" else self.computed_fen

    def validate(self, extra_validators: Any = None) -> bool:
        """The single fields, then what they say together."""
        if not super().validate(extra_validators):
            return False
        for field, wrong in (
            (self.votes_for, self._wrong_votes()),
            (self.amount, self._wrong_amount()),
            (self.reason, self._wrong_reason()),
        ):
            if wrong:
                field.errors = (*field.errors, wrong)
        return not self.errors

    def _wrong_votes(self) -> str:
        votes = (self.votes_for.number, self.votes_against.number, self.votes_abstain.number)
        if not any(votes):
            return _("请填表决的票数。")
        if self.result.data in {"approve", "reduce"} and votes[0] <= votes[1]:
            return _("同意票没有多过反对票，不能记为通过，请核对票数。")
        return ""

    def _wrong_amount(self) -> str:
        if self.result.data == "approve" and not self.computed_fen:
            return _("评估金额是0元，不能同意。")
        if self.result.data != "reduce":
            return ""
        if not self.amount.fen:
            return _("调整金额时，请填调整后的金额。")
        if self.amount.fen >= self.computed_fen:
            return _("调整后的金额要小于评估金额；只能调减，不能调增。")
        return ""

    def _wrong_reason(self) -> str:
        if self.result.data != "approve" and not (self.reason.data or "").strip():
            return _("调减、缓议和不予支持要写明理由。")
        return ""


class VoteForm(CountedForm):
    """A vote taken outside the meetings kept here; which it was is written down."""

    meeting = StringField(
        _l("会议"),
        validators=[
            DataRequired(_l("请写明是哪次会议。")),
            Length(max=100, message=_l("请不要超过100个字。")),
        ],
    )


class ReasonForm(StepForm):
    """A step that needs a reason."""

    reason = TextAreaField(
        _l("理由"),
        validators=[DataRequired(_l("请写明理由。")), TOO_LONG],
        render_kw={"rows": 3},
    )


class ApprovalForm(StepForm):
    """The supervisor's approval; a remark is possible."""

    reason = TextAreaField(_l("说明"), validators=[TOO_LONG], render_kw={"rows": 2})
