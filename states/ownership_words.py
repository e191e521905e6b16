"""The words of owning a case: giving it away, helpers, and the reminder of a correction."""

from states.say import Say
from states.step_word import StepWords

OWNERSHIP_WORDS: dict[str, StepWords] = {
    "hand_over": StepWords(Say("转给同事", "Hand over"), Say("换了经办人", "Caseworker changed")),
    "undo_hand_over": StepWords(Say("撤销移交", "Undo hand-over"), Say("撤销了移交", "Hand-over undone")),
    "add_helper": StepWords(Say("请同事协办", "Add helper"), Say("请了同事协办", "Helper added")),
    "remove_helper": StepWords(Say("结束协办", "End help"), Say("结束了协办", "Helper removed")),
    "remind_correction": StepWords(
        Say("提醒企业补正", "Remind of correction"),
        Say("提醒了企业补正", "Applicant reminded of the correction"),
        Say(
            "补正还没有交来，请按通知补好再提交",
            "Your corrections are not in yet; please complete them and submit again",
        ),
    ),
}
