"""The words of the steps about clocks and about documents that may follow later."""

from states.say import Say
from states.step_word import StepWords

CLOCK_WORDS: dict[str, StepWords] = {
    "stop_clock": StepWords(
        Say("停止计时", "Stop the clock"),
        Say("办理计时停了", "Clock stopped"),
        Say(
            "办理计时停了，这段时间不计入办理时限，原因消除后接着算",
            "The clock of your application stands still and goes on when the reason is over",
        ),
    ),
    "restart_clock": StepWords(
        Say("恢复计时", "Restart the clock"),
        Say("恢复了办理计时", "Clock restarted"),
        Say("办理计时恢复了，接着往下办", "The clock of your application is running again"),
    ),
    "extend_clock": StepWords(
        Say("延长办理期限", "Extend the stage"),
        Say("延长了办理期限", "Stage extended"),
        Say("这个环节的办理期限延长了", "This stage of your application has more time"),
    ),
    "accept_conditionally": StepWords(
        Say("容缺受理", "Accept conditionally"),
        Say("容缺受理，等补交材料", "Accepted with documents to follow"),
        Say(
            "申请已容缺受理，请按期补交承诺的材料",
            "Your application is accepted on condition; please hand in the promised documents in time",
        ),
    ),
    "supply_documents": StepWords(
        Say("补交齐了", "All documents handed in"),
        Say("容缺材料补交齐了", "Documents to follow handed in"),
        Say("容缺材料收到了，接着核验", "The promised documents are in; the check goes on"),
    ),
    "fail_condition": StepWords(
        Say("容缺到期，转为补正", "Condition failed: correction"),
        Say("容缺材料没有按期补交，转为补正", "Documents to follow not in time; correction requested"),
        Say(
            "容缺材料没有按期补交，现在按补正办", "The promised documents did not come in time; please now correct them"
        ),
    ),
    "decline_condition": StepWords(
        Say("容缺到期，终止办理", "Condition failed: ended"),
        Say("容缺材料没有按期补交，终止办理", "Documents to follow not in time; ended"),
        Say(
            "容缺材料没有按期补交，这件申请不再办理，请看理由和复核办法",
            "The promised documents did not come in time and the application ends; please read the reason and how to appeal",
        ),
    ),
}
