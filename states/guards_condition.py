"""What must be true to accept with documents to follow (容缺受理), and to go on from there."""

from states.guard import about
from states.say import Say

nothing_deferred = about(
    "nothing_deferred",
    lambda d: d.documents_deferred == 0,
    Say(
        "企业承诺后补{d.documents_deferred}份材料，请办容缺受理或通知补正",
        "Documents promised for later: {d.documents_deferred}. Accept conditionally or ask for a correction",
    ),
)
something_deferred = about(
    "something_deferred",
    lambda d: d.documents_deferred > 0,
    Say("没有承诺后补的材料，直接受理", "No document was promised for later; simply accept it"),
)
condition_met = about(
    "condition_met",
    lambda d: not d.condition_open,
    Say("容缺材料还没有补交齐，请等企业补交", "The documents to follow are not all in yet; wait for the enterprise"),
)
condition_open = about(
    "condition_open",
    lambda d: d.condition_open,
    Say("这件申请没有待补交的容缺材料", "This application has no documents to follow"),
)
condition_overdue = about(
    "condition_overdue",
    lambda d: d.condition_days_left is not None and d.condition_days_left < 0,
    Say("补交期限还没过，请等企业补交", "The time for the documents to follow is not over; wait for the enterprise"),
)
