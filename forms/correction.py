"""The one complete request to correct: a box for every fact and document; a box that is written in is a point of the list."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

from forms.casework import TOO_LONG, clean

LONGEST_POINT = 500


class CorrectionForm(FlaskForm):
    """Base of the form of an item: the note; the boxes are added for the item's facts and documents."""

    note = TextAreaField(
        _l("还要对企业说的话"), [Length(max=1000, message=TOO_LONG)], filters=[clean], render_kw={"rows": 3}
    )
    names: tuple[tuple[str, str], ...] = ()
    must: tuple[str, ...] = ()

    def points(self) -> list[dict[str, str]]:
        """The list as it will be served."""
        return [
            {"kind": kind, "name": name, "wrong": self[f"{kind}-{name}"].data.strip()}
            for kind, name in self.names
            if (self[f"{kind}-{name}"].data or "").strip()
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the length of each box: at least one point, and every refused document on the list."""
        right = super().validate(extra_validators)
        if not self.points():
            self.note.errors = (*self.note.errors, _l("请至少在一项里写明哪里不对。"))
            right = False
        for kind in self.must:
            field = self[f"document-{kind}"]
            if not (field.data or "").strip():
                field.errors = (*field.errors, _l("这份材料判了不通过，一次性告知要把它写进来。"))
                right = False
        return right


def correction_form(
    words: Mapping[tuple[str, str], str], refused: Mapping[str, str], formdata: Any = None
) -> CorrectionForm:
    """A form with a box for each of `words`: (kind, name) → what it is called on the page.

    `refused`: document kind → the reason of its refusal, which its box begins with.
    """
    boxes = {
        f"{kind}-{name}": TextAreaField(
            label,
            [Length(max=LONGEST_POINT, message=TOO_LONG)],
            filters=[clean],
            default=refused.get(name, "") if kind == "document" else "",
            render_kw={"rows": 2},
        )
        for (kind, name), label in words.items()
    }
    made = type("ItemCorrectionForm", (CorrectionForm,), boxes)
    form: CorrectionForm = made(formdata=formdata)
    form.names, form.must = tuple(words), tuple(refused)
    return form
