"""What must be true while a public notice runs and when it ends."""

from states.dossier import Dossier
from states.guard import Guard, about
from states.names import Role
from states.say import Say


def _publicity_left(d: Dossier) -> Say:
    if d.publicity_days_left is None:
        return Say("还没有发布公示，请先发布", "The public notice is not published yet; publish it first")
    return Say(
        f"公示还没结束，最后一天之前还有{d.publicity_days_left}个工作日，到期后系统自动结束",
        f"The public notice still runs; working days left: {d.publicity_days_left}. The system ends it on time",
    )


publicity_over = about(
    "publicity_over",
    lambda d: d.publicity_days_left is not None and d.publicity_days_left < 0,
    _publicity_left,
)
objection_in_time = Guard(
    "objection_in_time",
    # An officer who learns of something new may still stop a payment; the public objects within the period.
    lambda d, a: a.roles != {Role.APPLICANT} or (d.publicity_days_left is not None and d.publicity_days_left >= 0),
    Say(
        "公示期已过或还没开始，有情况请向主管部门反映",
        "The public notice is not running; please write to the bureau instead",
    ),
)
not_cleared = about(
    "not_cleared",
    lambda d: not d.cleared,
    Say("公示已经结束，不用再办", "The public notice has already been cleared"),
)
cleared = about(
    "cleared",
    lambda d: d.cleared,
    Say(
        "公示还没有结束，请等公示期满无异议后再拨付",
        "The public notice is not cleared; wait until it ends without objection",
    ),
)
objection_open = about(
    "objection_open",
    lambda d: d.objections_open > 0,
    Say("没有待处理的异议", "No objection is open"),
)
no_objection_open = about(
    "no_objection_open",
    lambda d: d.objections_open == 0,
    Say(
        "还有{d.objections_open}件异议没有答复，请先答复",
        "Objections not answered yet: {d.objections_open}; answer them first",
    ),
)
