"""Instalments as a finance officer types them: one line for each, then why."""

from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from forms.committee import StepForm
from rules import money

MOST = 60


class TypedPart(NamedTuple):
    """One line: fen, the day from which it may be paid, what must be shown before."""

    fen: int
    due_on: date | None
    condition: str


class PartsField(TextAreaField):
    """Lines of `amount, day, condition`; day and condition may be left out. `parts` is what they say."""

    parts: tuple[TypedPart, ...] = ()

    def pre_validate(self, form: Any) -> None:
        """Read every line; the first that cannot be read is named."""
        lines = [line.strip() for line in (self.data or "").splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("最多%(n)s期。", n=MOST))
        self.parts = tuple(self._part(number, line) for number, line in enumerate(lines, 1))

    def _part(self, number: int, line: str) -> TypedPart:
        amount, day, condition = ([*line.replace("，", " ").split(maxsplit=2), "", ""])[:3]
        if day and not day[:1].isdigit():
            day, condition = "", f"{day} {condition}".strip()
        try:
            fen = money.parse_yuan(amount)
            due_on = date.fromisoformat(day) if day else None
        except (money.NotMoney, ValueError):
            raise ValidationError(
                _("第%(n)s行读不懂，要写成“50000.00 2027-03-31 提交验收报告”这样。", n=number)
            ) from None
        if fen <= 0 or len(condition) > 200:
            raise ValidationError(_("第%(n)s行：金额要大于0，条件不超过200个字。", n=number))
        return TypedPart(fen, due_on, condition)


class PlanForm(StepForm):
    """The plan."""

    parts = PartsField(
        _l("各期，一行一期"),
        validators=[DataRequired(_l("请写明各期的金额。")), Length(max=20000)],
        render_kw={"rows": 5, "spellcheck": "false"},
    )
    reason = StringField(
        _l("为什么分期"),
        validators=[DataRequired(_l("请写明为什么分期。")), Length(max=1000, message=_l("请不要超过1000个字。"))],
    )


class MetForm(StepForm):
    """What was shown for an instalment."""

    note = StringField(
        _l("看到了什么"),
        validators=[DataRequired(_l("请写明看到了什么。")), Length(max=1000, message=_l("请不要超过1000个字。"))],
    )
