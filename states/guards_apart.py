"""The five control steps of a case are done by five different people."""

from states.guard import Guard
from states.names import Control
from states.say import Say

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
