"""Why a call, or a change of one, is refused."""

from states.guard import Blocker

ITEM = Blocker("call_item", "没有这一条", "There is no such item")
ORDER = Blocker("call_order", "开始、截止和补正截止要依次", "Opening, end and end of corrections must be in order")
VERSION = Blocker("call_version", "没有发布这个政策版本", "This policy version is not published")
NOT_IN_FORCE = Blocker(
    "call_not_in_force",
    "申报时间不在这个政策版本的有效期内",
    "The window lies outside the days the policy version is in force",
)
PROMISE = Blocker(
    "call_promise",
    "各阶段的天数加起来超过了承诺的总时限",
    "The days of the stages together are more than the promised total",
)
OPENS_LATER = Blocker("call_opens_later", "开始申报的时间要在现在以后", "The call must open later than now")
YEAR = Blocker("call_year", "开始时间要在批次的年度内", "The call must open in its own year")
ONLY_LONGER = Blocker(
    "call_only_longer",
    "已开始的批次只能延长还没到的截止时间",
    "A call that has opened can only be made longer, by ends that have not passed",
)
