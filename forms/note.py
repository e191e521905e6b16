"""An internal note: its text, who may read it, one colleague to name besides those in the text."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from forms.casework import TOO_LONG, clean, written
from forms.message import one_line_end

READERS = {
    "staff": _l("局里能看这件申请的人"),
    "casework": _l("经办和复核"),
    "named": _l("只有我和提到的人"),
}


class NoteForm(FlaskForm):
    """`people`: what can be typed for a colleague → the person's id."""

    text = TextAreaField(
        _l("备注"),
        [InputRequired(_l("请写点什么再保存。")), Length(max=2000, message=TOO_LONG), written],
        filters=[clean, one_line_end],
        id="note-text",
        render_kw={"maxlength": 2000, "rows": 2},
    )
    colleague = StringField(
        _l("提醒同事"), id="note-colleague", render_kw={"list": "colleagues", "autocomplete": "off"}
    )
    visibility = SelectField(_l("谁能看"), id="note-visibility", default="staff")

    def __init__(self, *args: Any, people: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.visibility.choices = [SelectChoice(code, words) for code, words in READERS.items()]

    @property
    def named(self) -> frozenset[int]:
        """The colleague typed beside the text."""
        typed = (self.colleague.data or "").strip()
        return frozenset({self.people[typed]}) if typed in self.people else frozenset()

    def validate_colleague(self, field: Any) -> None:
        """Only a colleague who can open cases."""
        typed = (field.data or "").strip()
        if typed and typed not in self.people:
            raise ValidationError(_l("没有这位同事，请从列表里选。"))
