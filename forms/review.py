"""What a reviewer writes: where an evaluation that goes back is to be looked at again."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

from forms.casework import TOO_LONG, clean

#: Letters of a point; the schema says the same, and a test compares.
LONGEST_POINT = 1000


def _point(label: Any) -> TextAreaField:
    longest = Length(max=LONGEST_POINT, message=TOO_LONG)
    return TextAreaField(label, [longest], filters=[clean], render_kw={"rows": 3, "maxlength": LONGEST_POINT})


class ReturnForm(FlaskForm):
    """A comment on each section that is to be looked at again; at least one."""

    SECTIONS = ("facts", "documents", "evaluation")

    comment_facts = _point(_l("事实：哪里要再核"))
    comment_documents = _point(_l("材料：哪里要再核"))
    comment_evaluation = _point(_l("评估：哪里要重算"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Something must be written somewhere."""
        if not super().validate(extra_validators):
            return False
        if not self.points():
            self.comment_facts.errors = (_l("至少在一处写明退回的意见，经办人照着改。"),)
            return False
        return True

    def points(self) -> Mapping[str, str]:
        """Section → comment, for the sections that have one."""
        every = {section: (self[f"comment_{section}"].data or "").strip() for section in self.SECTIONS}
        return {section: text for section, text in every.items() if text}
