"""Experts: the list, whom to ask, what they declare, and their score sheets."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from forms.casework import TOO_LONG, clean, printable
from forms.lease import NEEDED
from forms.referral import DayField
from forms.special_audit import LINE, NOTE
from rules.proofs import Criterion


class ExpertForm(FlaskForm):
    """Somebody for the list of experts."""

    name = StringField(_l("姓名"), LINE)
    field = StringField(_l("专业"), LINE)
    employer = StringField(_l("任职单位"), LINE)
    uscc = StringField(_l("任职单位的统一社会信用代码"), [Length(max=18, message=TOO_LONG), printable])


class AskForm(FlaskForm):
    """Whom to ask; the choices come from the page."""

    expert = SelectField(_l("专家"), coerce=int, validate_choice=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expert.choices = list(choices)


class DeclarationForm(FlaskForm):
    """What the expert declared."""

    conflict = RadioField(
        _l("利益冲突声明"),
        [InputRequired(_l("请选一项。"))],
        choices=[SelectChoice("no", _l("没有利益冲突")), SelectChoice("yes", _l("有利益冲突，换人"))],
    )
    text = TextAreaField(_l("专家写的内容"), NOTE, filters=[clean], render_kw={"rows": 2})


class SheetForm(FlaskForm):
    """A signed sheet; the fields of the points are added by `sheet_form`."""

    signed_on = DayField(_l("签名日期"), validators=[InputRequired(NEEDED)])
    file = FileField(_l("评分表扫描件"), render_kw={"accept": ".pdf,.jpg,.jpeg,.png"})
    opinion = TextAreaField(_l("专家意见"), NOTE, filters=[clean], render_kw={"rows": 3})

    def points(self) -> dict[str, int]:
        """Criterion → points."""
        return {field.name.removeprefix("points_"): field.data for field in self if field.name.startswith("points_")}


def sheet_form(criteria: Sequence[Criterion], words: Sequence[str], **given: Any) -> SheetForm:
    """The form with a field for each criterion, labelled by `words`."""
    bounds = [InputRequired(NEEDED), NumberRange(0, 100, _l("请填%(min)s到%(max)s。"))]
    fields = {
        f"points_{one.code}": IntegerField(word, bounds, render_kw={"inputmode": "numeric", "autocomplete": "off"})
        for one, word in zip(criteria, words, strict=True)
    }
    form: SheetForm = type("SheetFormOfItem", (SheetForm,), fields)(**given)
    return form
