"""Registering a lease of the zone and what changes in it. Areas are read strictly, in m² with at most two decimals."""

import re
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, ValidationError

from forms.casework import LONGEST, TOO_LONG, clean, printable
from forms.referral import DayField
from rules import money
from rules.months import NotAMonth, parse_month

BETWEEN = re.compile(r"[,，、;；\s]+")
LINE = [Length(max=200, message=TOO_LONG), printable]
NEEDED = _l("请填写。")


class AreaField(StringField):
    """An area in m² as typed; `hundredths` is its exact value, 0 when left empty."""

    def __init__(self, label: Any = None, **more: Any) -> None:
        more.setdefault("render_kw", {"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label, **more)
        self.hundredths = 0

    def pre_validate(self, form: BaseForm) -> None:
        """Take digits with at most two decimals; refuse everything else by a sentence."""
        text = (self.data or "").strip()
        try:
            self.hundredths = money.parse_yuan(text) if text else 0
        except money.NotMoney:
            self.hundredths = 0
            raise ValidationError(_("面积要写成1234.56这样的数字，最多两位小数。")) from None
        if self.hundredths > 1_000_000_000:
            raise ValidationError(_("面积不能超过1000万平方米。"))


class TermsForm(FlaskForm):
    """What a lease says from a day on."""

    starts_on = DayField(_l("从哪天起"), validators=[InputRequired(NEEDED)])
    ends_on = DayField(_l("到哪天止"), validators=[InputRequired(NEEDED)])
    contract_area = AreaField(_l("合同面积"), validators=[InputRequired(NEEDED)])
    sublet_area = AreaField(_l("其中转租、分租"))
    own_area = AreaField(_l("租赁自用面积"), validators=[InputRequired(NEEDED)])
    use = RadioField(
        _l("用途"),
        choices=[SelectChoice("main", _l("主要用房")), SelectChoice("ancillary", _l("配套用房，不计补"))],
        default="main",
    )
    rent_free = StringField(
        _l("免租月份"), [Length(max=1000, message=TOO_LONG)], description=_l("逐个写，例如2026-01、2026-02；没有就空着")
    )
    document = StringField(_l("材料存放"), LINE, description=_l("档案号或文件名"))
    note = TextAreaField(_l("说明"), [Length(max=LONGEST, message=TOO_LONG)], filters=[clean], render_kw={"rows": 2})

    @property
    def months(self) -> tuple[str, ...]:
        """The months free of rent."""
        return tuple(text for text in BETWEEN.split((self.rent_free.data or "").strip()) if text)

    def validate_rent_free(self, field: Any) -> None:
        """Each of them must be a month."""
        for text in self.months:
            try:
                parse_month(text)
            except NotAMonth:
                raise ValidationError(_("“%(text)s”不是月份，要写成2026-01这样。", text=text[:20])) from None

    def validate_ends_on(self, field: Any) -> None:
        """The last day is not before the first."""
        first: date | None = self.starts_on.day
        if field.day and first and field.day < first:
            raise ValidationError(_("截止日期不能早于起始日期。"))


class LeaseForm(TermsForm):
    """A lease that is new here."""

    unit = StringField(_l("房号"), [InputRequired(NEEDED), Length(max=40, message=TOO_LONG), printable])
    number = StringField(_l("合同登记号"), [InputRequired(NEEDED), Length(max=40, message=TOO_LONG), printable])


class EndForm(FlaskForm):
    """A lease that ends early."""

    last = DayField(_l("最后一天"), validators=[InputRequired(NEEDED)])
    why = TextAreaField(_l("说明"), [Length(max=LONGEST, message=TOO_LONG)], filters=[clean], render_kw={"rows": 2})
