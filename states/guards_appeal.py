"""What must be true to appeal against a decision, and to answer the appeal."""

from states.dossier import Dossier
from states.guard import about
from states.say import Say


def _time_for_appeal(d: Dossier) -> Say:
    if d.appeal_days_left is None:
        return Say(
            "还没有作出决定，不用申请复核", "Nothing has been decided yet, so there is nothing to appeal against"
        )
    return Say(
        "申请复核的期限已过，可以依法申请行政复议或者提起行政诉讼",
        "The time for a review by this bureau is over; the ways of law remain open",
    )


appeal_in_time = about(
    "appeal_in_time", lambda d: d.appeal_days_left is not None and d.appeal_days_left >= 0, _time_for_appeal
)
not_appealed = about(
    "not_appealed",
    lambda d: not d.appealed,
    Say(
        "这个决定已经申请过复核，同一决定只复核一次",
        "A review of this decision was asked for already; it is given once",
    ),
)
appeal_open = about(
    "appeal_open",
    lambda d: d.appeals_open > 0,
    Say("没有待办的复核申请", "No appeal is open"),
)
no_appeal_open = about(
    "no_appeal_open",
    lambda d: d.appeals_open == 0,
    Say("申报单位对金额申请了复核，请先办完复核", "The enterprise appealed against the amount; decide that first"),
)
