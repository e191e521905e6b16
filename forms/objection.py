"""An objection to a public notice, and who handles one."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from forms.casework import LONGEST_GROUNDS, TOO_LONG, clean, printable, written

#: Working days that a correction may be given on top; the schema says the same, and a test compares.
MOST_DAYS = 15


class ObjectionForm(FlaskForm):
    """Who objects, how to reach them, why; a file may go with it."""

    name = StringField(
        _l("姓名或单位名称"), [InputRequired(_l("请写姓名或单位名称。")), Length(max=100, message=TOO_LONG), printable]
    )
    contact = StringField(
        _l("手机或邮箱"),
        [InputRequired(_l("请写手机或邮箱，答复时联系您。")), Length(max=100, message=TOO_LONG), printable],
    )
    statement = TextAreaField(
        _l("异议内容"),
        [InputRequired(_l("请写明事实和理由。")), Length(max=LONGEST_GROUNDS, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 6, "maxlength": LONGEST_GROUNDS},
    )
    file = FileField(_l("证明材料"), render_kw={"accept": ".pdf,.jpg,.jpeg,.png"})


class HandlerForm(FlaskForm):
    """Who handles an objection or appeal; the choices come from the page."""

    handler = SelectField(_l("处理人"), coerce=int, validate_choice=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handler.choices = list(choices)

    def chosen(self) -> int:
        """The id that was sent; 0 when it is none. The action says who may be named."""
        return self.handler.data or 0


class ExtensionForm(FlaskForm):
    """How many working days more, and why."""

    days = IntegerField(
        _l("延长几个工作日"),
        [InputRequired(_l("请写延长几个工作日。")), NumberRange(1, MOST_DAYS, _l("请填%(min)s到%(max)s。"))],
        render_kw={"inputmode": "numeric"},
    )
    reason = TextAreaField(
        _l("理由"),
        [InputRequired(_l("请写理由。")), Length(max=500, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 4},
    )
