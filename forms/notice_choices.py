"""How a person wants to hear of each group of messages."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

WAYS = [
    SelectChoice("now", _l("马上发邮件")),
    SelectChoice("daily", _l("每个工作日汇总一封")),
    SelectChoice("here", _l("只在系统里看")),
]
BY_MAIL = WAYS[:2]


class NoticeChoicesForm(FlaskForm):
    """One question for each group; corrections always come by mail, the schema refuses anything else."""

    corrections = RadioField(
        _l("补正和期限"), choices=BY_MAIL, description=_l("要您补材料的通知总是马上发邮件，期限从那天开始算。")
    )
    decisions = RadioField(_l("决定和拨付"), choices=WAYS, description=_l("受理、审定、公示、拨付的结果。"))
    cases = RadioField(_l("办理进度"), choices=WAYS, description=_l("提交、核验、评估等每一步。"))
    messages = RadioField(_l("留言"), choices=WAYS, description=_l("申请里的问和答。"))
    calls = RadioField(_l("申报批次和提醒"), choices=WAYS, description=_l("您订阅的措施开放、快截止，租金额度的提醒。"))
