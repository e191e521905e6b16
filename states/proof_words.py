"""The words of the steps of site visits, special audits and expert assessments; the enterprise is not told of them."""

from states.say import Say
from states.step_word import StepWords

PROOF_WORDS: dict[str, StepWords] = {
    "plan_visit": StepWords(Say("安排现场核查", "Plan a site visit"), Say("安排了现场核查", "Site visit planned")),
    "cancel_visit": StepWords(Say("取消现场核查", "Cancel the visit"), Say("取消了现场核查", "Site visit cancelled")),
    "record_visit": StepWords(Say("记现场核查", "Record the visit"), Say("记了现场核查", "Site visit recorded")),
    "sign_visit": StepWords(Say("签现场核查记录", "Sign the record"), Say("签了现场核查记录", "Visit record signed")),
    "enter_audit": StepWords(
        Say("登记专项审计", "Enter special audit"), Say("登记了专项审计报告", "Special audit report entered")
    ),
    "check_audit": StepWords(
        Say("核对专项审计", "Compare special audit"), Say("核对了专项审计报告", "Special audit entry compared")
    ),
    "assess": StepWords(Say("组织专家评审", "Arrange assessment"), Say("办了专家评审", "Expert assessment arranged")),
    "adopt_assessment": StepWords(
        Say("采用评审结果", "Adopt the assessment"), Say("采用了专家评审结果", "Expert assessment adopted")
    ),
}
