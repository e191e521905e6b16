"""A form with one field of every kind, as it comes back with errors."""

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    Form,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

YES_NO = [SelectChoice("yes", "是"), SelectChoice("no", "否")]


class Lease(Form):
    """A lease in a list."""

    unit = StringField("单元", validators=[InputRequired("请填单元。")])


class Facts(Form):
    """One field of every kind."""

    contact = StringField("企业联系人", description="只用于本次申报。")
    revenue = StringField("上年度营业收入", render_kw={"data-echo": "revenue-echo", "inputmode": "decimal"})
    end = StringField("租期结束日期", validators=[InputRequired("请填租期的结束日期，例如2027年6月30日。")])
    tier = SelectField(
        "已享受的最高台阶", choices=[SelectChoice("1", "1亿元台阶（20万元）"), SelectChoice("3", "3亿元台阶（30万元）")]
    )
    first = RadioField("是否首次突破？", choices=YES_NO, default="yes")
    own = RadioField("是否自主设计？", choices=YES_NO, validators=[InputRequired("请选一项。")])
    reason = TextAreaField("理由", description="会写进评估结果，企业看得到。")
    agree = BooleanField("我确认以上内容属实", validators=[InputRequired("请先确认。")])
    contract = FileField("租赁合同")
    leases = FieldList(FormField(Lease), min_entries=1)


def facts() -> Facts:
    """The form as it comes back with errors."""
    form = Facts(MultiDict({"revenue": "327,460,000", "first": "yes", "tier": "1", "leases-0-unit": ""}))
    form.validate()
    return form
