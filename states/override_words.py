"""The words of the steps that change a fact or an amount; the enterprise reads the result with its reason, not these."""

from states.say import Say
from states.step_word import StepWords

OVERRIDE_WORDS: dict[str, StepWords] = {
    "propose_override": StepWords(Say("调整一个数", "Change a number"), Say("提出调整", "Change of a number proposed")),
    "confirm_override": StepWords(Say("确认调整", "Confirm the change"), Say("确认了调整", "Change confirmed")),
    "refuse_override": StepWords(Say("不同意调整", "Refuse the change"), Say("没有同意调整", "Change refused")),
    "withdraw_override": StepWords(Say("撤销调整", "Withdraw the change"), Say("撤销了调整", "Change withdrawn")),
}
