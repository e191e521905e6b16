"""What must be true where money is decided: committee, publicity, payment."""

from states.dossier import Dossier
from states.guard import Guard, about, yuan
from states.names import PaymentState, Role
from states.say import Say

# Decision -----------------------------------------------------------------------------------------------------------

votes_recorded = about(
    "votes_recorded",
    # The computed amount decides, so that cutting an award does not take it out of the committee's hands.
    lambda d: d.computed_fen <= d.vote_threshold_fen or d.vote_carried is not None,
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


# Publicity ----------------------------------------------------------------------------------------------------------


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

# Payment ------------------------------------------------------------------------------------------------------------

no_payment_under_way = about(
    "no_payment_under_way",
    lambda d: d.payment not in {PaymentState.PREPARED, PaymentState.RELEASED},
    Say("有一笔拨付正在办，请等银行结果", "A payment is under way; wait for the answer of the bank"),
)
nothing_released = about(
    "nothing_released",
    lambda d: d.payment not in {PaymentState.RELEASED, PaymentState.CONFIRMED},
    Say("钱已经拨出，不能再退回审定，请按追回办", "Money has been released; start a recovery instead"),
)
instalment_left = about(
    "instalment_left",
    lambda d: d.instalments_left > 0,
    Say("各期都已到账，不用再拨付", "Every instalment has been paid"),
)
payment_prepared = about(
    "payment_prepared",
    lambda d: d.payment == PaymentState.PREPARED,
    Say("没有待复核的拨付，请先制单", "No payment waits for release; prepare it first"),
)
payment_released = about(
    "payment_released",
    lambda d: d.payment == PaymentState.RELEASED,
    Say("没有已发出的拨付，请先制单并复核", "No payment has been released; prepare and release it first"),
)
more_instalments = about(
    "more_instalments",
    lambda d: d.instalments_left > 1,
    Say("这是最后一期，请按全部到账办", "This is the last instalment; confirm the whole payment"),
)
last_instalment = about(
    "last_instalment",
    lambda d: d.instalments_left == 1,
    Say(
        "还有{d.instalments_left}期没有到账，最后一期到账才算已拨付",
        "Instalments not confirmed: {d.instalments_left}; only the last one ends it",
    ),
)
no_duplicate = about(
    "no_duplicate",
    lambda d: not d.duplicate_unresolved,
    Say(
        "查到同一事项的其他资助，请先核减或退回，再拨付",
        "Other public money for the same matter was found; settle that before paying",
    ),
)
