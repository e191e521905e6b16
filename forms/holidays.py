"""A year's table of holidays: a file or pasted rows, the notice it comes from, and why."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from forms.budget import reason
from forms.casework import written
from forms.committee import StepForm


class TableForm(StepForm):
    """Rows of day, whether people work, notice; the notice may be said once for all."""

    file = FileField(_l("文件"), render_kw={"accept": ".xlsx,.csv"})
    text = TextAreaField(
        _l("或者粘贴"),
        [Optional(), Length(max=20000, message=_l("请不要超过20000个字。")), written],
        render_kw={"rows": 6, "spellcheck": "false"},
    )
    source = StringField(
        _l("通知文号"),
        [Optional(), Length(max=100, message=_l("请不要超过100个字。")), written],
        render_kw={"maxlength": 100},
    )


class ProposeForm(StepForm):
    """The table that was looked at, line by line, and the reason."""

    table = HiddenField()
    reason = reason(_l("理由和依据"))

    @property
    def rows(self) -> list[tuple[int, str, str, str]]:
        """Its rows."""
        lines: list[Any] = [line.split("|", 2) for line in (self.table.data or "")[:40000].split(";") if line]
        return [(number, *[*line, "", ""][:3]) for number, line in enumerate(lines, 1)]
