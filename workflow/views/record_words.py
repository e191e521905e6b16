"""Names and values of what a step noted down, in words: a record is read by people who know no code."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rules.reasons import WORDS
from rules.referral import OUTCOMES
from states.clock_grounds import GROUNDS
from workflow.views.filters import fullday, say, yuan

NAMES = {
    "number": lambda: _("案号"),
    "owner": lambda: _("经办"),
    "on_behalf_of": lambda: _("代理谁"),
    "helpers": lambda: _("协办"),
    "second_person": lambda: _("确认人"),
    "accepted_at": lambda: _("受理时间"),
    "credit_checked_at": lambda: _("信用核查时间"),
    "dishonest": lambda: _("失信名单"),
    "proposed_fen": lambda: _("建议金额"),
    "award_fen": lambda: _("核定金额"),
    "amount_fen": lambda: _("金额"),
    "fen": lambda: _("金额"),
    "adjusted_fen": lambda: _("人工调整金额"),
    "evidence": lambda: _("依据"),
    "page": lambda: _("第几页"),
    "void_review": lambda: _("作废的复核"),
    "void_overrides": lambda: _("作废的人工调整"),
    "round": lambda: _("第几轮评估"),
    "reason": lambda: _("计算结论"),
    "receipt": lambda: _("计算凭据校验值"),
    "vote": lambda: _("表决结果"),
    "void_vote": lambda: _("作废的表决"),
    "void_notice": lambda: _("作废的公示"),
    "votes": lambda: _("票数"),
    "meeting": lambda: _("会议"),
    "member": lambda: _("委员"),
    "batch": lambda: _("拨付批次"),
    "account": lambda: _("账号尾号"),
    "instalment": lambda: _("第几期"),
    "next_on": lambda: _("下一期哪天起付"),
    "bank_ref": lambda: _("银行回单号"),
    "department": lambda: _("转给"),
    "outcome": lambda: _("转办结果"),
    "days": lambda: _("延长的工作日"),
    "ground": lambda: _("停止计时的原因"),
    "expected_on": lambda: _("预计恢复日"),
    "deferred": lambda: _("后补的材料"),
    "appeal": lambda: _("复核编号"),
    "documents": lambda: _("补交的材料"),
    "items": lambda: _("补正事项"),
    "verdicts": lambda: _("材料结论"),
    "other_money": lambda: _("其他资助"),
}


def _vote(value: Any) -> str:
    result, fen = value
    word = {"approve": _("同意"), "reject": _("不予支持"), "defer": _("缓议")}[result]
    return f"{word}　{_('%(sum)s元', sum=yuan(fen))}" if fen else word


def _notice(value: Any) -> str:
    first, last, fen = value
    return _("%(first)s至%(last)s，%(sum)s元", first=first, last=last, sum=yuan(fen))


def _votes(value: Any) -> str:
    agreed, against, abstained = value
    if not any(value):
        return _("没有表决")
    return _("同意%(a)s，反对%(b)s，弃权%(c)s", a=agreed, b=against, c=abstained)


VALUES: dict[str, Callable[[Any], str]] = {
    "ground": lambda value: say(GROUNDS[value]),
    "expected_on": lambda value: fullday(date.fromisoformat(value)),
    "next_on": lambda value: fullday(date.fromisoformat(value)),
    "vote": _vote,
    "void_vote": _vote,
    "void_notice": _notice,
    "votes": _votes,
    "dishonest": lambda value: _("在名单上") if value else _("不在名单上"),
    "outcome": lambda value: say(OUTCOMES[value]),
    "reason": lambda value: say(WORDS[value]) if value in WORDS else str(value),
    "fen": lambda value: _("%(sum)s元", sum=yuan(value)),
    "void_review": lambda value: _("第%(n)s轮", n=value),
    "void_overrides": lambda value: ngettext("%(num)s处", "%(num)s处", len(value)),
    "receipt": lambda value: str(value)[:12],
    "items": lambda value: ngettext("%(num)s项", "%(num)s项", len(value)),
    "verdicts": lambda value: _("%(n)s份通过", n=sum(word == "accepted" for word in value.values())),
}
#: Lists of these are one value, not a before and an after.
WHOLE = frozenset({"items", "void_overrides", "documents", "deferred", "votes", "void_vote", "void_notice"})
