"""Planning a site visit, and what was found on it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import MultipleFileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.casework import LONGEST, TOO_LONG, clean, printable, written
from forms.lease import NEEDED, AreaField
from forms.referral import DayField


class VisitForm(FlaskForm):
    """When, where and who; the choices come from the page."""

    day = DayField(_l("哪天去"), validators=[InputRequired(NEEDED)])
    place = StringField(_l("去哪里"), [InputRequired(NEEDED), Length(max=200, message=TOO_LONG), printable])
    lead = SelectField(_l("核查人"), coerce=int, validate_choice=False)
    second = SelectField(_l("同去的人"), coerce=int, validate_choice=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lead.choices = self.second.choices = list(choices)


class RecordForm(FlaskForm):
    """What the visitors found; `areas` are the fields of what was measured, unit by unit."""

    visited_on = DayField(_l("核查日期"), validators=[InputRequired(NEEDED)])
    result = RadioField(
        _l("结论"),
        [InputRequired(_l("请选一个结论。"))],
        choices=[
            SelectChoice("confirmed", _l("属实")),
            SelectChoice("partly", _l("部分属实")),
            SelectChoice("not_confirmed", _l("不属实")),
        ],
    )
    seen_text = TextAreaField(
        _l("现场情况"),
        [InputRequired(_l("请写现场看到了什么。")), Length(max=LONGEST, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 4},
    )

    @property
    def areas(self) -> list[AreaField]:
        """The fields of the measured areas, in the order of the units."""
        return [field for field in self if isinstance(field, AreaField)]


def record_form(units: Sequence[str], **given: Any) -> RecordForm:
    """The form with a field for the area of each unit (empty name: the whole claimed area)."""
    fields = {
        f"measured_{place}": AreaField(_("%(unit)s　实测自用面积", unit=unit) if unit else _("实测自用面积"))
        for place, unit in enumerate(units, start=1)
    }
    form: RecordForm = type("RecordFormOfUnits", (RecordForm,), fields)(**given)
    return form


class PhotosForm(FlaskForm):
    """Photos; a phone offers its camera for them."""

    files = MultipleFileField(_l("照片"), render_kw={"accept": "image/jpeg,image/png"})
