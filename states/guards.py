"""What must be true up to the second review: who acts, filing, correction, checks, evaluation."""

from states.dossier import Dossier
from states.guard import Guard, about
from states.names import Control, Role
from states.say import Say

# Who --------------------------------------------------------------------------------------------------------------

own_enterprise = Guard(
    "own_enterprise",
    lambda d, a: a.enterprise_id is not None and a.enterprise_id == d.enterprise_id,
    Say(
        "只能办本单位的申请，请用申报单位的账号登录",
        "Only the applying enterprise can do this; sign in with its account",
    ),
)
in_charge = Guard(
    "in_charge",
    lambda d, a: Role.SYSTEM in a.roles or not d.handlers or a.user_id in d.handlers,
    Say(
        "这件申请由别的经办人负责，请先请督办人转给您",
        "Another caseworker is in charge; ask the supervisor to hand it over",
    ),
)
unclaimed = about(
    "unclaimed",
    lambda d: not d.handlers,
    Say("这件申请已经有人经办", "Somebody is in charge of this case already"),
)
own_case = Guard(
    "own_case",
    lambda d, a: a.user_id in d.handlers,
    Say("这件申请不在您名下，不用放回", "This case is not yours to release"),
)
second_person = Guard(
    "second_person",
    lambda d, a: d.second_person_id is not None and d.second_person_id != a.user_id,
    Say("要有第二个人确认，请先请另一位同事确认", "A second person must confirm first; ask a colleague to do so"),
)
second_person_outside = about(
    "second_person_outside",
    lambda d: d.second_person_id is None or d.second_person_id not in d.officers,
    Say(
        "确认人办过这件申请，请换一位没办过的同事确认",
        "The confirming person worked on this case; ask somebody who did not",
    ),
)
outside_case = Guard(
    "outside_case",
    lambda d, a: a.user_id not in d.officers,
    Say("您办过这件申请，要由没办过的同事来办", "You worked on this case; somebody who did not must do this"),
)
objector_outside = Guard(
    "objector_outside",
    lambda d, a: a.enterprise_id is None or a.enterprise_id != d.enterprise_id,
    Say(
        "不能对本单位的申请提异议，有意见请给经办人留言",
        "You cannot object to your own application; write to the caseworker instead",
    ),
)

CONTROL_WORDS = {
    Control.EVALUATE: Say("评估", "evaluation"),
    Control.SECOND_REVIEW: Say("复核", "second review"),
    Control.APPROVE: Say("审定", "decision"),
    Control.PAY_PREPARE: Say("拨付制单", "preparation of the payment"),
    Control.PAY_RELEASE: Say("拨付复核", "release of the payment"),
}


def duties_apart(control: Control) -> Guard:
    """The guard that whoever does `control` has done no other control step on the case."""
    zh, en = CONTROL_WORDS[control]
    return Guard(
        f"apart_{control}",
        lambda d, a: all(user != a.user_id for done, user in d.controls if done is not control),
        Say(
            f"您办过这件申请的其他环节，{zh}要由另一个人办，请转给同事",
            f"You did another control step on this case; the {en} needs a different person, hand it to a colleague",
        ),
    )


apart_evaluate, apart_second_review, apart_approve, apart_pay_prepare, apart_pay_release = map(duties_apart, Control)

# Filing, acceptance, correction -------------------------------------------------------------------------------------

facts_complete = about(
    "facts_complete",
    lambda d: d.facts_missing == 0,
    Say(
        "还有{d.facts_missing}项没填好，请补填",
        "Answers still missing or not valid: {d.facts_missing}; please fill them in",
    ),
)
documents_complete = about(
    "documents_complete",
    lambda d: d.documents_missing == 0,
    Say("还差{d.documents_missing}份材料没上传，请补传", "Documents still to upload: {d.documents_missing}"),
)
statement_signed = about(
    "statement_signed",
    lambda d: d.statement_signed,
    Say("还没有签真实性和信用承诺，请先签", "The statement of truth and credit is not signed yet; please sign it"),
)
window_open = about(
    "window_open",
    lambda d: d.window_open,
    Say(
        "现在不在申报时间内，请看申报日历，下一批开始时再提交",
        "The call is not open now; see the calendar and submit in the next one",
    ),
)
resubmit_window_open = about(
    "resubmit_window_open",
    lambda d: d.resubmit_window_open,
    Say("补正截止时间已过，请联系经办人", "The closing time for corrections has passed; please contact the caseworker"),
)
correction_answered = about(
    "correction_answered",
    lambda d: d.correction_items_open == 0,
    Say(
        "补正通知里还有{d.correction_items_open}项没补，请补齐再提交",
        "Correction items still open: {d.correction_items_open}",
    ),
)
accepted = about(
    "accepted",
    lambda d: d.accepted,
    Say("还没有受理，请先受理", "Not accepted yet; accept it first"),
)
not_accepted = about(
    "not_accepted",
    lambda d: not d.accepted,
    Say(
        "已经受理了，不用再办；不符合条件的按审核程序办",
        "Already accepted; if it does not qualify, go on through the review",
    ),
)


def _correction_left(d: Dossier) -> Say:
    if d.correction_days_left is None:
        return Say("还没有发补正通知，谈不上逾期", "No correction notice was served, so nothing is overdue")
    return Say(
        f"补正期限还没到，还剩{d.correction_days_left}个工作日，请等申报单位补正",
        f"The correction is not overdue; working days left: {d.correction_days_left}. Wait for the applicant",
    )


correction_overdue = about(
    "correction_overdue",
    lambda d: d.correction_days_left is not None and d.correction_days_left < 0,
    _correction_left,
)

# Checks and evaluation ----------------------------------------------------------------------------------------------

documents_passed = about(
    "documents_passed",
    lambda d: d.documents_unchecked == 0,
    Say("还差{d.documents_unchecked}份材料没有核验通过", "Documents not passed yet: {d.documents_unchecked}"),
)
credit_checked = about(
    "credit_checked",
    lambda d: d.credit_checked,
    Say("还没有做信用核查，请先查信用", "The credit check is not done yet; do it first"),
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
