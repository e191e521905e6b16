"""What happens next, in the applicant's words."""

from states.dossier import Dossier
from states.names import PaymentState, State
from states.say import Say

NEXT_SENTENCES: dict[State, Say] = {
    State.DRAFT: Say("等您填完提交", "Waiting for you to finish and submit"),
    State.SUBMITTED: Say(
        "正在核验材料，您现在不用做什么", "We are checking the documents; nothing is needed from you now"
    ),
    State.CORRECTION: Say(
        "等您补材料，补好后点“重新提交”，补正期间不计入办理时限",
        "Waiting for your corrections; complete them and submit again, the clock stops meanwhile",
    ),
    State.DOCUMENTS_CHECKED: Say(
        "材料没问题，正在评估金额", "Your documents are in order; the amount is being evaluated"
    ),
    State.EVALUATED: Say("金额已评估，等会议审定", "The amount is evaluated; the committee decides next"),
    State.COMMITTEE: Say("正在审定，结果出来会通知您", "The decision is being made; we will tell you the result"),
    State.PUBLICITY: Say(
        "审定通过，公示结束没有异议就拨付", "Approved; paid after the public notice ends without objection"
    ),
    State.PAID: Say("款项已到账，办完了", "The money has arrived; everything is done"),
    State.REJECTED: Say("不予支持，请看理由和复核办法", "Not supported; please read the reason and how to appeal"),
    State.WITHDRAWN: Say("申请已撤回，不再办理；下一批可以重新申请", "Withdrawn; you may apply again in the next call"),
    State.REFERRED: Say(
        "已转办到对应的政策，有结果会通知您", "Referred to another scheme; we will tell you the outcome"
    ),
}

NOT_ACCEPTED_YET = Say(
    "正在核对能不能受理，您现在不用做什么", "We are deciding on acceptance; nothing is needed from you now"
)
CLEARED = Say("公示已结束，等财务拨付", "The public notice has ended; payment comes next")
ON_ITS_WAY = Say("款项已发出，等银行确认到账", "The money is on its way; the bank will confirm its arrival")
MORE_TO_COME = Say(
    "这一期款项已到账，下一期到时再付", "This instalment has arrived; the next is paid when its time has come"
)
SENT_BACK = Say(
    "银行退回了款项，请核对收款账户，我们会重新拨付", "The bank returned the money; check your account, we pay again"
)
APPEALED = Say(
    "复核申请已收到，等没有参与决定的人答复", "Your request for review is in; somebody who did not decide will answer"
)
OBJECTED = Say(
    "公示期内有异议，办完异议再拨付", "An objection to the public notice is being handled; payment comes after that"
)
TO_FOLLOW = Say(
    "请按期补交承诺的材料，补交期间不计入办理时限",
    "Please hand in the promised documents in time; the clock stops meanwhile",
)
STOPPED = Say(
    "办理计时停着，原因消除后接着办，您现在不用做什么",
    "The clock stands still for a legal reason and goes on after it; nothing is needed from you now",
)
REFERRAL_DONE = Say("转办有结果了，请查看", "The referral has an outcome; please have a look")


def next_sentence(dossier: Dossier) -> Say:
    """What happens next, for the applicant; finer than the state where the case has moved on within it."""
    if dossier.state == State.SUBMITTED and not dossier.accepted:
        return NOT_ACCEPTED_YET
    if dossier.condition_open:
        return TO_FOLLOW
    if dossier.clock_stopped:
        return STOPPED
    if dossier.state == State.REJECTED and dossier.appeals_open:
        return APPEALED
    over = dossier.publicity_days_left is not None and dossier.publicity_days_left < 0
    if dossier.state == State.PUBLICITY and not dossier.cleared and over and dossier.objections_open:
        return OBJECTED
    if dossier.state == State.REFERRED and dossier.referral_closed:
        return REFERRAL_DONE
    if dossier.state == State.PUBLICITY and dossier.cleared:
        said = {
            PaymentState.RELEASED: ON_ITS_WAY,
            PaymentState.FAILED: SENT_BACK,
            PaymentState.CONFIRMED: MORE_TO_COME,
        }
        return said.get(dossier.payment or PaymentState.PREPARED, CLEARED)
    return NEXT_SENTENCES[dossier.state]
