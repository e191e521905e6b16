"""What must be true to answer a correction notice in time, to give it more time, and to let it lapse."""

from states.dossier import Dossier
from states.guard import Guard, about
from states.names import Role
from states.say import Say

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
extension_left = Guard(
    "extension_left",
    lambda d, a: Role.SUPERVISOR in a.roles or d.correction_extensions == 0,
    Say(
        "这份补正通知已延期过一次，再延期请科室负责人办",
        "This notice was extended once already; a further extension is for the supervisor",
    ),
)
extends_own = Guard(
    "correction_in_charge",
    lambda d, a: Role.SUPERVISOR in a.roles or not d.handlers or a.user_id in d.handlers,
    Say("延期由经办人或科室负责人办", "Extensions are for the caseworker in charge or the supervisor"),
)
