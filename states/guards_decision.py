"""What must be true to decide: votes, award and budget."""

from states.dossier import Dossier
from states.guard import Guard, about, yuan
from states.say import Say

votes_recorded = about(
    "votes_recorded",
    # The computed amount decides, so that cutting an award does not take it out of the committee's hands.
    lambda d: max(d.computed_fen, d.ruled_fen or 0) <= d.vote_threshold_fen or d.vote_carried is not None,
    lambda d: Say(
        f"评估金额超过{yuan(d.vote_threshold_fen)}元，要先开会表决，请秘书登记表决结果",
        f"The computed amount is above {yuan(d.vote_threshold_fen)} yuan; the secretary must record the vote first",
    ),
)
vote_not_lost = about(
    "vote_not_lost",
    lambda d: d.vote_carried is not False,
    Say("会议没有表决通过，请按不予支持或退回办", "The vote was lost; reject the case or send it back"),
)
not_own_vote = Guard(
    "not_own_vote",
    lambda d, a: d.vote_by is None or d.vote_by != a.user_id,
    Say("表决结果是您登记的，要由另一位科室负责人来办", "You recorded the vote; another supervisor must do this"),
)
vote_not_carried = about(
    "vote_not_carried",
    lambda d: d.vote_carried is not True,
    Say(
        "会议已表决通过，不能不予支持；有新情况请退回重审",
        "The vote was carried; if something new came up, send the case back",
    ),
)
award_positive = about(
    "award_positive",
    lambda d: d.award > 0,
    Say("金额是0元，不能通过，请按不予支持办", "The amount is 0 yuan and cannot be approved; reject the case"),
)
award_within = about(
    "award_within",
    lambda d: d.award <= d.computed_fen,
    lambda d: Say(
        f"审定金额{yuan(d.award)}元超过评估金额{yuan(d.computed_fen)}元，请改小或退回重新评估",
        f"The award of {yuan(d.award)} yuan is above the computed {yuan(d.computed_fen)} yuan; reduce it or send back",
    ),
)
budget_covers = about(
    "budget_covers",
    lambda d: d.budget_room_fen is None or d.award <= d.budget_room_fen,
    lambda d: Say(
        f"预算只剩{yuan(d.budget_room_fen or 0)}元，不够{yuan(d.award)}元，请按比例核减或退回",
        f"The budget has only {yuan(d.budget_room_fen or 0)} yuan left for {yuan(d.award)} yuan; cut or send back",
    ),
)


def _weighty(d: Dossier) -> bool:
    return d.second_above_fen is not None and max(d.computed_fen, d.ruled_fen or 0) > d.second_above_fen


signature_needed = about(
    "signature_needed", _weighty, Say("这件金额不用第二人签署", "The amount needs no second signature")
)
not_signed = about(
    "not_signed",
    lambda d: d.second_signed_by is None,
    Say("这件已经有第二人签署", "Another supervisor has signed already"),
)
second_signed = Guard(
    "second_signed",
    lambda d, a: not _weighty(d) or d.second_signed_by not in (None, a.user_id),
    lambda d: Say(
        f"评估金额超过{yuan(d.second_above_fen or 0)}元，要先由另一位科室负责人签署",
        f"The computed amount is above {yuan(d.second_above_fen or 0)} yuan; another supervisor must sign first",
    ),
)
