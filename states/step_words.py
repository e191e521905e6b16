"""The words of each step: button, line in the history, message to the applicant (None = not written to)."""

from states.challenge_words import CHALLENGE_WORDS
from states.clock_words import CLOCK_WORDS
from states.override_words import OVERRIDE_WORDS
from states.ownership_words import OWNERSHIP_WORDS
from states.proof_words import PROOF_WORDS
from states.sample_words import SAMPLE_WORDS
from states.say import Say
from states.step_word import StepWords

__all__ = ["STEP_WORDS", "StepWords"]

STEP_WORDS: dict[str, StepWords] = {
    "submit": StepWords(
        Say("提交申请", "Submit application"),
        Say("提交了申请", "Application submitted"),
        Say(
            "申请已提交，回执已生成。接下来由我们核对能不能受理",
            "Your application is in and the receipt is ready. Next we decide on acceptance",
        ),
    ),
    "withdraw": StepWords(
        Say("撤回申请", "Withdraw application"),
        Say("撤回了申请", "Application withdrawn"),
        Say("您撤回了申请，这件申请不再办理", "You withdrew the application; it will not be processed further"),
    ),
    "claim": StepWords(Say("认领", "Claim"), Say("认领了申请", "Case claimed")),
    "release": StepWords(Say("放回待认领", "Release"), Say("放回待认领", "Case released")),
    "check_credit": StepWords(Say("信用核查", "Check credit"), Say("做了信用核查", "Credit checked")),
    "accept": StepWords(
        Say("受理", "Accept"),
        Say("受理了申请，承诺时限开始计算", "Application accepted; the promised time starts"),
        Say(
            "申请已受理，从受理到拨付承诺60个工作日内办完",
            "Your application is accepted; we promise to finish within 60 working days",
        ),
    ),
    "decline": StepWords(
        Say("不予受理", "Decline to accept"),
        Say("不予受理", "Acceptance declined"),
        Say(
            "申请没有受理，请看理由和复核办法",
            "The application was not accepted; please read the reason and how to appeal",
        ),
    ),
    "check_documents": StepWords(
        Say("材料核验通过", "Pass documents check"),
        Say("材料核验通过", "Documents checked"),
        Say("材料没问题，接下来评估金额", "Your documents are in order; next the amount is evaluated"),
    ),
    "evaluate": StepWords(
        Say("评估金额", "Evaluate"),
        Say("完成评估", "Evaluated"),
        Say(
            "金额已评估，复核后提交会议审定", "The amount is evaluated; after a second review it goes to the committee"
        ),
    ),
    "evaluate_again": StepWords(
        Say("重新评估", "Evaluate again"),
        Say("重新评估，原复核作废", "Evaluated again; the second review is void"),
    ),
    "second_review": StepWords(
        Say("复核通过", "Pass second review"),
        Say("复核通过", "Second review passed"),
    ),
    "return_evaluation": StepWords(
        Say("退回重新评估", "Return evaluation"),
        Say("复核没有通过，退回重新评估", "Second review failed; returned for evaluation"),
    ),
    "send_to_committee": StepWords(
        Say("提交会议审定", "Send to committee"),
        Say("提交会议审定", "Sent to the committee"),
        Say(
            "申请已提交会议审定，结果出来会通知您",
            "Your application is before the committee; we will tell you the result",
        ),
    ),
    "record_vote": StepWords(
        Say("登记表决结果", "Record vote"),
        Say("登记了表决结果", "Vote recorded"),
    ),
    "second_signature": StepWords(
        Say("第二人签署", "Sign as the second"),
        Say("另一位科室负责人签署", "Signed by another supervisor"),
    ),
    "recuse": StepWords(
        Say("登记回避", "Note a recusal"),
        Say("一位委员回避", "A member of the committee keeps out"),
    ),
    "end_recusal": StepWords(
        Say("结束回避", "End a recusal"),
        Say("一位委员不再回避", "A recusal ended"),
    ),
    "cut_pro_rata": StepWords(
        Say("按比例核减", "Cut pro rata"),
        Say("总额超过预算，按比例核减", "Together above the budget; cut pro rata"),
    ),
    "undo_cut": StepWords(
        Say("撤销核减", "Undo the cut"),
        Say("按比例核减已撤销", "The pro-rata cut was undone"),
    ),
    "defer": StepWords(
        Say("缓议", "Defer"),
        Say("会议决定缓议，留待下次会议", "Deferred to another meeting"),
    ),
    "approve": StepWords(
        Say("审定通过", "Approve"),
        Say("审定通过，进入公示", "Approved; public notice follows"),
        Say(
            "审定通过，接下来公示。公示期满没有异议就拨付",
            "Approved. A public notice follows; without objection the payment comes next",
        ),
    ),
    "reject": StepWords(
        Say("不予支持", "Reject"),
        Say("审定不予支持", "Not supported"),
        Say(
            "审定结果是不予支持，请看理由和复核办法",
            "The decision is not to support; please read the reason and how to appeal",
        ),
    ),
    "send_back": StepWords(
        Say("退回重新评估", "Send back"),
        Say("会议退回，重新评估", "Sent back by the committee for evaluation"),
        Say(
            "会议要求再核对一次，暂时不用您做什么",
            "The committee asked for another look; nothing is needed from you for now",
        ),
    ),
    "clear_publicity": StepWords(
        Say("结束公示", "Clear public notice"),
        Say("公示期满，没有待处理的异议", "Public notice ended without an open objection"),
        Say("公示已结束，接下来拨付", "The public notice has ended; payment comes next"),
    ),
    "prepare_payment": StepWords(
        Say("拨付制单", "Prepare payment"),
        Say("拨付已制单", "Payment prepared"),
    ),
    "return_payment": StepWords(
        Say("退回制单", "Return payment"),
        Say("拨付复核没有通过，退回制单", "Payment not released; returned to be prepared again"),
    ),
    "release_payment": StepWords(
        Say("复核并拨付", "Release payment"),
        Say("拨付已发出", "Payment released"),
        Say("款项已发出，到账后会通知您", "The money is on its way; we will tell you when it has arrived"),
    ),
    "payment_failed": StepWords(
        Say("登记拨付失败", "Record failed payment"),
        Say("银行退回，拨付没有成功", "The bank returned the payment"),
        Say(
            "银行退回了这笔款，请核对收款账户，我们会重新拨付",
            "The bank returned the payment; please check your account, we will pay again",
        ),
    ),
    "confirm_instalment": StepWords(
        Say("本期到账", "Confirm instalment"),
        Say("银行确认本期到账", "The bank confirmed an instalment"),
        Say("本期款项已到账，还有后续款项", "An instalment has arrived; more will follow"),
    ),
    "confirm_payment": StepWords(
        Say("全部到账", "Confirm payment"),
        Say("银行确认到账，已拨付", "The bank confirmed the payment; paid"),
        Say("款项已到账", "The money has arrived"),
    ),
    "refer": StepWords(
        Say("转办", "Refer"),
        Say("转办到对应的政策", "Referred to the scheme concerned"),
        Say(
            "这一条由别的政策支持，已替您转办，有结果会通知您",
            "Another scheme covers this item; we referred it and will tell you the outcome",
        ),
    ),
    "record_referral_outcome": StepWords(
        Say("登记转办结果", "Record outcome"),
        Say("登记了转办结果", "Outcome of the referral recorded"),
        Say("转办有结果了，请查看", "The referral has an outcome; please have a look"),
    ),
} | CHALLENGE_WORDS
STEP_WORDS |= SAMPLE_WORDS
STEP_WORDS |= CLOCK_WORDS
STEP_WORDS |= OVERRIDE_WORDS
STEP_WORDS |= OWNERSHIP_WORDS
STEP_WORDS |= PROOF_WORDS
