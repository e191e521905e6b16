"""Verifying a fact and pinning a place: which document, which page, and a short note."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from forms.casework import TOO_LONG, clean, printable

LONGEST_NOTE = 200
MOST_PAGES = 500
ON_PAGE = _l("位置是0到1000之间的整数。")
NOTE = [Length(max=LONGEST_NOTE, message=TOO_LONG), printable]


class FactCheckForm(FlaskForm):
    """What a verified fact rests on: a document of the case by its reference, or a few words."""

    document = StringField(_l("对照的材料"), [Length(max=40), printable])
    note = StringField(_l("依据"), NOTE, filters=[lambda text: clean(text).strip()])


class PinForm(FlaskForm):
    """A place on a page: thousandths of width and height, or the whole page, and what stands there."""

    page = IntegerField(_l("页码"), [InputRequired(_l("请写页码。")), NumberRange(1, MOST_PAGES, _l("没有这一页。"))])
    x = IntegerField(_l("离左边"), [Optional(), NumberRange(0, 1000, ON_PAGE)])
    y = IntegerField(_l("离上边"), [Optional(), NumberRange(0, 1000, ON_PAGE)])
    fact = StringField(_l("标注的是"), [Length(max=40)])
    note = StringField(_l("说明"), NOTE, filters=[lambda text: clean(text).strip()])
