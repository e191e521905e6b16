"""Handing a case on to its own scheme, and what came back: in words, as an amount, or as an entry of the register."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import DateInput

from forms.amounts import AmountField
from forms.casework import LONGEST, TOO_LONG, printable, written
from rules.item import Item

#: Which fields an item's kind asks for besides the answer and its note.
MORE = {"refers": ("amount",), "recognises": ("title", "since", "until"), "serves": ()}
ENTRIES = ("recognised", "nominated")


class DayField(StringField):
    """A day as `2026-03-18`; `day` is the date, None when left empty."""

    def __init__(self, label: Any = None, **more: Any) -> None:
        super().__init__(label, widget=DateInput(), **more)
        self.day: date | None = None

    def pre_validate(self, form: BaseForm) -> None:
        """Take a real day between 2000 and 2100, refuse everything else by a sentence."""
        text = (self.data or "").strip()
        if not text:
            return
        try:
            self.day = date.fromisoformat(text) if len(text) == 10 else None
        except ValueError:
            self.day = None
        if self.day is None or not 2000 <= self.day.year <= 2100:
            raise ValidationError(_("日期要写成2026-03-18这样。"))


class ReferForm(FlaskForm):
    """To whom the case goes and what goes along; for a service request also who answers."""

    owner = SelectField(_l("由谁答复"), coerce=int, validate_choice=True)
    reason = TextAreaField(
        _l("转办说明"),
        [InputRequired(_l("请写理由。")), Length(max=LONGEST, message=TOO_LONG), written],
        render_kw={"rows": 4},
    )


class OutcomeForm(FlaskForm):
    """What came back: one of the item's answers, what goes with it, and what it rests on."""

    answer = SelectField(_l("对方的答复"), [InputRequired()])
    amount = AmountField(_l("给了多少（元）"), description=_l("只在对方给了资助时填，计入重复资助核查"))
    title = StringField(
        _l("认定名称"), [Length(max=200, message=TOO_LONG), printable], description=_l("认定或推荐时填，登记入库用")
    )
    since = DayField(_l("从哪天起"))
    until = DayField(_l("到哪天止"), description=_l("长期有效的不填"))
    note = TextAreaField(
        _l("说明"),
        [InputRequired(_l("请写明文号、金额或原因。")), Length(max=LONGEST, message=TOO_LONG), written],
        render_kw={"rows": 4},
    )

    def fit(self, item: Item, words: list[tuple[str, str]]) -> "OutcomeForm":
        """Leave only what the item asks for; `words` are its answers in the page's language."""
        self.answer.choices = list(words)
        for name in {"amount", "title", "since", "until"} - set(MORE[item.kind]):
            delattr(self, name)
        return self

    def validate_amount(self, field: Any) -> None:
        """An amount goes with a grant, and only with one."""
        if self.answer.data == "granted" and not field.fen:
            raise ValidationError(_("对方给了资助，请填写大于0的金额。"))
        if self.answer.data != "granted" and field.fen is not None:
            raise ValidationError(_("只有对方给了资助才填金额。"))

    def validate_title(self, field: Any) -> None:
        """An entry of the register needs its title."""
        if self.answer.data in ENTRIES and not (field.data or "").strip():
            raise ValidationError(_("认定或推荐要写名称，才能登记入库。"))

    def validate_since(self, field: Any) -> None:
        """An entry of the register needs its first day."""
        if self.answer.data in ENTRIES and field.day is None:
            raise ValidationError(_("请写从哪天起。"))

    def validate_until(self, field: Any) -> None:
        """The last day is not before the first."""
        if field.day and self.since.day and field.day < self.since.day:
            raise ValidationError(_("截止日期不能早于起始日期。"))
