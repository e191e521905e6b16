"""A changed number: the verified answer to a fact or another amount, why, and on which document it can be read."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from forms.amounts import AmountField
from forms.casework import LONGEST, clean
from forms.changed_rows import RowsField
from forms.fields import field_for
from rules.facts import Fact

SHORTEST = 10


class OverrideForm(FlaskForm):
    """Reason and evidence; `form_for` adds the field of the number."""

    reason = TextAreaField(
        _l("理由"),
        [
            InputRequired(_l("请写理由。")),
            Length(SHORTEST, LONGEST, _l("理由请写%(min)d到%(max)d个字。")),
        ],
        filters=[lambda text: clean(text).strip()],
        description=_l("会写进决定，企业看得到。"),
        render_kw={"rows": 3},
    )
    document = SelectField(_l("依据"), validate_choice=True)
    page = StringField(_l("第几页"), render_kw={"inputmode": "numeric", "autocomplete": "off", "size": 5})

    def validate_page(self, field: StringField) -> None:
        """A page is a whole number from 1, or left out."""
        text = (field.data or "").strip()
        if text and not (text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 9999 and len(text) <= 4):
            raise ValidationError(_l("页码写1到9999的整数，没有就空着。"))

    @property
    def at_page(self) -> int | None:
        """The page that was named."""
        text = (self.page.data or "").strip()
        return int(text) if text else None


def form_for(fact: Fact | None, files: Sequence[tuple[str, str]], **more: Any) -> Any:
    """The form for a fact, or for the amount; `files` are reference and name of what may serve as evidence."""
    if fact is None:
        number: Any = AmountField(_l("改为"), validators=[InputRequired(_l("请填改后的金额。"))])
    else:
        number = RowsField(fact) if fact.kind == "rows" else field_for(fact)
    form = type("NumberForm", (OverrideForm,), {"number": number})(**more)
    form.document.choices = [SelectChoice("", _l("请选择")), *(SelectChoice(ref, name) for ref, name in files)]
    return form
