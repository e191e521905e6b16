"""A view of the queue under a name."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from forms.fields import cleaned


class SavedViewForm(FlaskForm):
    """The name and who sees it."""

    name = StringField(
        _l("名称"),
        filters=[lambda text: cleaned(text or "")],
        validators=[
            DataRequired(_l("请给视图起个名字。")),
            Length(max=40, message=_l("名称最多40个字。")),
        ],
    )
    replace = BooleanField(_l("用现在的条件、顺序和列替换它"))
    shared = BooleanField(_l("科室的同事也能用，只有您能改"))
