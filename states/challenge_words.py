"""The words of corrections, objections, appeals and reopening."""

from states.say import Say
from states.step_word import StepWords

CHALLENGE_WORDS: dict[str, StepWords] = {
    "request_correction": StepWords(
        Say("退回补正", "Request correction"),
        Say("退回补正，办理时限暂停", "Returned for correction; the clock stops"),
        Say(
            "请您补材料，补好后再提交。补正期间不计入办理时限",
            "Please complete the items listed and submit again; the clock stops meanwhile",
        ),
    ),
    "cancel_correction": StepWords(
        Say("取消补正", "Cancel correction"),
        Say("取消补正，继续办理", "Correction cancelled; processing continues"),
        Say("不用再补材料了，申请继续办理", "Nothing more is needed from you; your application goes on"),
    ),
    "resubmit": StepWords(
        Say("补好了，重新提交", "Submit corrected application"),
        Say("补正后重新提交", "Submitted again after correction"),
        Say("补正的材料已收到，申请继续办理", "We received your corrections; your application goes on"),
    ),
    "lapse": StepWords(
        Say("按逾期放弃办", "Close as lapsed"),
        Say("逾期没有补正，视为撤回", "Correction overdue; deemed withdrawn"),
        Say(
            "补正期限已过，申请视为撤回。下一批开放时可以重新申请",
            "The correction is overdue, so the application counts as withdrawn. You may apply again in the next call",
        ),
    ),
    "raise_objection": StepWords(
        Say("提出异议", "Raise objection"),
        Say("收到异议", "Objection received"),
    ),
    "answer_objection": StepWords(
        Say("答复异议", "Answer objection"),
        Say("答复了异议", "Objection answered"),
    ),
    "uphold_objection": StepWords(
        Say("异议成立，重新审定", "Uphold objection"),
        Say("异议成立，重新审定", "Objection upheld; back to the committee"),
        Say("公示期间的异议成立，申请要重新审定", "An objection was upheld; your application is decided again"),
    ),
    "reopen": StepWords(
        Say("重新办理", "Reopen"),
        Say("重新办理", "Reopened"),
        Say("您的申请重新办理，有进展会通知您", "Your application is reopened; we will keep you informed"),
    ),
    "extend_correction": StepWords(
        Say("延长补正期限", "Extend correction"),
        Say("延长了补正期限", "Correction extended"),
        Say("补正期限延长了", "You have more time for your corrections"),
    ),
    "keep_evaluation": StepWords(
        Say("沿用原评估", "Keep evaluation"),
        Say("评估依据没有变，沿用原评估和复核", "Nothing evaluated had changed; evaluation and review kept"),
        Say("材料补好了，金额按原评估办", "Your corrections are in; the amount stays as evaluated"),
    ),
    "file_appeal": StepWords(
        Say("申请复核", "Ask for review"),
        Say("申报单位申请复核", "Review asked for by the enterprise"),
        Say(
            "复核申请已收到，由没有参与决定的人办理",
            "Your request for review is in; somebody who did not decide handles it",
        ),
    ),
    "answer_appeal": StepWords(
        Say("维持原决定", "Keep decision"),
        Say("复核后维持原决定", "Decision kept after review"),
        Say("复核结果是维持原决定，请看理由", "After review the decision stays; please read the reason"),
    ),
    "uphold_appeal": StepWords(
        Say("复核成立，重新审定", "Uphold appeal"),
        Say("复核成立，重新审定金额", "Appeal upheld; the amount is decided again"),
        Say("您的复核成立，金额重新审定", "Your appeal was upheld; the amount is decided again"),
    ),
}
