"""What must be true for checks, evaluation, second review and referral."""

from states.guard import about
from states.say import Say

documents_passed = about(
    "documents_passed",
    lambda d: d.documents_unchecked == 0,
    Say("还差{d.documents_unchecked}份材料没有核验通过", "Documents not passed yet: {d.documents_unchecked}"),
)
credit_checked = about(
    "credit_checked",
    lambda d: d.credit_checked,
    Say(
        "还没有做信用核查，请先查信用；超过有效天数的要重查",
        "The credit check is not done yet; do it first (one that is too old is done again)",
    ),
)
not_dishonest = about(
    "not_dishonest",
    lambda d: not d.dishonest,
    Say(
        "该单位在严重失信主体名单上，不能给予资助",
        "The enterprise is on the serious-dishonesty list and cannot be supported",
    ),
)
computes = about(
    "computes",
    lambda d: d.computes,
    Say(
        "这一条不在这里算金额，请转办到对应的政策",
        "This item has no amount of its own; refer it to the scheme concerned",
    ),
)
refers = about(
    "refers",
    lambda d: not d.computes,
    Say("这一条要在这里评估金额，不能转办", "This item is evaluated here and cannot be referred"),
)
evaluation_fresh = about(
    "evaluation_fresh",
    lambda d: not d.evaluation_stale,
    Say("评估后数据有变动，请先重新评估", "The data changed after the evaluation; evaluate again first"),
)
not_reviewed = about(
    "not_reviewed",
    lambda d: not d.second_review_passed,
    Say("这次评估已经复核通过，不用再复核", "This evaluation has already passed the second review"),
)
second_review_passed = about(
    "second_review_passed",
    lambda d: d.second_review_passed,
    Say("评估还没有复核，请先请复核人复核", "The evaluation has not passed the second review; ask a reviewer first"),
)
referral_open = about(
    "referral_open",
    lambda d: not d.referral_closed,
    Say("转办结果已经登记，不用再登记", "The outcome of the referral is already recorded"),
)
