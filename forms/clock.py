"""Stopping the clock with its legal reason, and giving a stage more time."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from forms.casework import TOO_LONG, clean, written
from forms.referral import DayField


class StopForm(FlaskForm):
    """Why the clock stands still; the applicant reads the words below it."""

    ground = SelectField(_l("停止计时的原因"), [InputRequired(_l("请选择原因。"))])
    reason = TextAreaField(
        _l("说明"),
        [Length(max=500, message=TOO_LONG)],
        filters=[clean],
        description=_l("企业会看到。选“其他”时请写明依据和原因。"),
        render_kw={"rows": 3},
    )

    expected = DayField(_l("预计哪天恢复"), description=_l("到这一天案件会排到最前，提醒您恢复计时。企业会看到。"))

    def __init__(self, *args: Any, grounds: Mapping[str, str], other: str, **kwargs: Any) -> None:
        """Take the legal reasons by code, and the code of the one that needs words of its own."""
        super().__init__(*args, **kwargs)
        first = SelectChoice("", _l("请选择"))  # a legal reason is chosen, not left standing
        self.ground.choices = [first, *(SelectChoice(code, words) for code, words in grounds.items())]
        self.other = other

    def validate_expected(self, field: Any) -> None:
        """The day is needed; which days are possible, the step says."""
        if field.day is None:
            raise ValidationError(_l("请写预计哪天恢复。"))

    def validate_reason(self, field: Any) -> None:
        """Another reason than the listed ones needs its words."""
        if self.ground.data == self.other and not (field.data or "").strip():
            raise ValidationError(_l("请写明依据和原因。"))


class ExtendStageForm(FlaskForm):
    """How many working days more for the stage in hand, and why."""

    days = IntegerField(
        _l("延长几个工作日"),
        [InputRequired(_l("请写延长几个工作日。"))],
        render_kw={"inputmode": "numeric"},
    )
    reason = TextAreaField(
        _l("理由"),
        [InputRequired(_l("请写理由。")), Length(max=500, message=TOO_LONG), written],
        filters=[clean],
        description=_l("企业会看到。"),
        render_kw={"rows": 4},
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        """Take how many days one may add at most."""
        super().__init__(*args, **kwargs)
        self.most = most

    def validate_days(self, field: Any) -> None:
        """Between one day and the most."""
        NumberRange(1, self.most, _l("请填%(min)s到%(max)s。"))(self, field)
