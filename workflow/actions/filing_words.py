"""Why a form cannot be kept or handed in now: the sentences of the applicant's steps."""

from states.guard import Blocker

NOT_OPEN = Blocker(
    "not_open",
    "申请已经提交，现在不能改。要改请等补正通知，或先撤回。",
    "The application has been submitted and cannot be changed now. Wait for a correction notice, or withdraw it first.",
)
NOT_LISTED = Blocker(
    "not_listed",
    "补正通知没有列出这一项，不能改。有疑问请联系经办人。",
    "The correction notice does not list this item, so it cannot be changed. Please ask the caseworker.",
)
NOTHING_CHANGED = Blocker(
    "nothing_changed",
    "这次什么都没有改。请先按补正通知修改或补传材料，再重新提交。",
    "Nothing was changed. Please correct or upload what the notice lists, then submit again.",
)
NOT_SIGNED = Blocker(
    "statement_signed",
    "请先勾选承诺，再重新提交。",
    "Please tick the statement before you submit again.",
)
OTHER_MONEY_UNCLEAR = Blocker(
    "other_money_unclear",
    "“其他财政资金”有没写完整的，每一笔都要写来源和金额（元）。",
    "An entry under “other public money” is incomplete: each needs its source and its amount in yuan.",
)
FOREIGN = Blocker("own_enterprise", "只能办本单位的申请。", "Only your own enterprise's application can be changed.")
