"""What the auditor looks for across all cases; a form of the address, which changes nothing."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from forms.amounts import AmountField
from forms.casework import TOO_LONG, clean
from forms.committee import StepForm

NO_DAY = _l("请填完整的日期。")


class TrailForm(StepForm):
    """The steps to choose from come from the page."""

    kind = SelectField(_l("步骤"), validate_choice=False, coerce=str)
    who = StringField(_l("办理人"), [Length(max=80, message=TOO_LONG)], filters=[clean])
    case = StringField(_l("申请编号"), [Length(max=40, message=TOO_LONG)], filters=[clean])
    since = DateField(_l("从"), [Optional()])
    until = DateField(_l("到"), [Optional()])
    least = AmountField(_l("金额不少于"), validators=[Optional()])

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind.choices = [SelectChoice("", _l("全部")), *(SelectChoice(*one) for one in kinds)]

    def validate_until(self, field: DateField) -> None:
        """The last day is not before the first."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_l("结束日期不能早于开始日期。"))
