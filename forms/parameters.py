"""The days that new calls begin with, and the bureau's answer to a question about the text."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from forms.budget import reason
from forms.call import DAY_LABELS, STAGES
from forms.committee import StepForm

DAYS = [InputRequired(_l("请填这一项。")), NumberRange(1, 250, message=_l("请填1到250的天数。"))]


class DaysForm(StepForm):
    """All of them at once."""

    acceptance = IntegerField(DAY_LABELS["acceptance"], DAYS)
    formal_check = IntegerField(DAY_LABELS["formal_check"], DAYS)
    evaluation = IntegerField(DAY_LABELS["evaluation"], DAYS)
    committee = IntegerField(DAY_LABELS["committee"], DAYS)
    publicity = IntegerField(DAY_LABELS["publicity"], DAYS)
    payment = IntegerField(DAY_LABELS["payment"], DAYS)
    correction = IntegerField(DAY_LABELS["correction"], DAYS)
    promised = IntegerField(DAY_LABELS["promised"], DAYS)
    reason = reason(_l("理由和依据"))

    def values(self) -> dict[str, int]:
        """Stage → working days."""
        return {name: self[name].data for name in STAGES}


class AnswerForm(StepForm):
    """Which reading the bureau confirmed; the choices come from the page."""

    value = RadioField(_l("主管部门的答复"), choices=[])
    reason = reason(_l("答复的出处和日期"))

    def __init__(self, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(**more)
        self.value.choices = choices
