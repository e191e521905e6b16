"""Words of meetings: their states, attendance, votes, recusals, and what came of a case."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow.clock import SHANGHAI
from workflow.models.meeting import Meeting
from workflow.queries.meetings import rule_of
from workflow.views.filters import fullday, say

STATES = {
    "planned": (_l("待开会"), ""),
    "open": (_l("正在开会"), "cash"),
    "closed": (_l("待执行"), "warn"),
    "executing": (_l("执行中"), "warn"),
    "executed": (_l("已执行"), "yes"),
    "cancelled": (_l("已取消"), ""),
}
ATTENDANCE = {"expected": _l("应到"), "present": _l("到会"), "absent": _l("缺席"), "leave": _l("请假")}
VOTES = {"for": _l("同意"), "against": _l("反对"), "abstain": _l("弃权")}
RECUSALS = {
    "related": _l("亲属关系"),
    "interest": _l("有利益关系"),
    "handled": _l("参与过办理或评审"),
    "other": _l("其他情形"),
}
OUTCOMES = {
    "put_off": (_l("放到下次会议"), "slate", "withdrawn"),
    "done": (_l("已执行"), "malachite", "paid"),
    "returned": (_l("退回重新评估"), "ochre", "correction"),
    "refused": (_l("没有执行"), "cinnabar", "rejected"),
    "failed": (_l("系统出错"), "cinnabar", "rejected"),
}


def title(row: Meeting) -> str:
    """The meeting's name on pages."""
    return _("%(year)s年第%(n)s次审定会", year=row.year, n=row.sequence)


def when(row: Meeting) -> str:
    """Day and time of day."""
    at = row.meets_at.astimezone(SHANGHAI)
    return f"{fullday(at.date())} {at:%H:%M}"


def rule(row: Meeting) -> str:
    """How is voted."""
    return say(rule_of(row).words)


def decided(result: str, *, reduced: bool) -> str:
    """The result of a vote."""
    if result == "approve":
        return _("调整后同意") if reduced else _("同意")
    return _("不予支持") if result == "reject" else _("缓议")
