"""A change of a plan as it is proposed and answered, and what a pro-rata cut asks for."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from forms.amounts import AmountField
from forms.casework import TOO_LONG, clean, written
from forms.committee import StepForm

LONGEST = 1000


def reason(label: Any) -> TextAreaField:
    """Why; it stays in the record."""
    needed = [InputRequired(_l("请写理由。")), Length(max=LONGEST, message=TOO_LONG), written]
    return TextAreaField(label, needed, filters=[clean], render_kw={"rows": 2})


class ChangeForm(StepForm):
    """The choices of the articles come from the page."""

    kind = RadioField(
        _l("怎么调整"),
        choices=[
            SelectChoice("raise", _l("编列或追加")),
            SelectChoice("lower", _l("调减")),
            SelectChoice("shift", _l("调剂到另一条")),
        ],
        default="raise",
    )
    article = SelectField(_l("条款"), validate_choice=False, coerce=str)
    to_article = SelectField(_l("调入的条款"), validate_choice=False, coerce=str)
    amount = AmountField(_l("金额"), validators=[InputRequired(_l("请填金额。"))])
    reason = reason(_l("理由和依据"))

    def __init__(self, *args: Any, articles: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article.choices = list(articles)
        self.to_article.choices = [("", _l("只在调剂时选")), *articles]

    def validate_article(self, field: Any) -> None:
        """One of those that have a budget here."""
        if field.data not in dict(self.article.choices):
            raise ValidationError(_l("请选一条。"))

    def validate_to_article(self, field: Any) -> None:
        """A shift names another article."""
        if self.kind.data == "shift" and (
            field.data not in dict(self.article.choices) or field.data == self.article.data
        ):
            raise ValidationError(_l("请选择调入的另一条。"))

    @property
    def target(self) -> int | None:
        """The article the money goes to, of a shift."""
        return int(self.to_article.data) if self.kind.data == "shift" else None


class AnswerForm(StepForm):
    """Why a change is not confirmed."""

    answer = reason(_l("不同意的理由"))


class CutForm(StepForm):
    """Why the amounts are cut; the amount to distribute stands in the address of the page."""

    reason = reason(_l("核减的理由，记入案件和决定书"))


class UndoForm(StepForm):
    """Why a cut is taken back."""

    reason = reason(_l("撤销的理由"))
