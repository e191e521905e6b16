"""A proposed rate of random checks: of which item, how many of a hundred approvals, and why."""

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from forms.casework import TOO_LONG, clean, written

PERCENT = re.compile(r"\d{1,3}(\.\d)?")


class RateForm(FlaskForm):
    """The choices of the item come from the page."""

    item = SelectField(_l("条款"), validate_choice=False)
    percent = StringField(
        _l("抽查比例"), [InputRequired(_l("请写抽查比例。"))], render_kw={"inputmode": "decimal", "maxlength": 5}
    )
    reason = TextAreaField(
        _l("理由"),
        [InputRequired(_l("请写理由。")), Length(max=500, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 3},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item.choices = list(choices)

    def validate_percent(self, field: Any) -> None:
        """Between 0 and 100, with one decimal at most."""
        if not PERCENT.fullmatch(field.data.strip()) or self.per_mille() > 1000:
            raise ValidationError(_l("请填0到100，最多一位小数，比如5或2.5。"))

    def per_mille(self) -> int:
        """The rate per mille."""
        whole, _point, tenth = (self.percent.data or "0").strip().partition(".")
        return int(whole) * 10 + int(tenth or 0)
