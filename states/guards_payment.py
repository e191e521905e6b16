"""What must be true to prepare, release, confirm and return a payment."""

from states.guard import about
from states.names import PaymentState
from states.say import Say

no_payment_under_way = about(
    "no_payment_under_way",
    lambda d: d.payment not in {PaymentState.PREPARED, PaymentState.RELEASED},
    Say("有一笔拨付正在办，请等银行结果", "A payment is under way; wait for the answer of the bank"),
)
nothing_released = about(
    "nothing_released",
    # A failed payment may follow one that arrived.
    lambda d: d.payment not in {PaymentState.RELEASED, PaymentState.CONFIRMED} and not d.arrived,
    Say("钱已经拨出，不能再退回审定，请按追回办", "Money has been released; start a recovery instead"),
)
nothing_prepared = about(
    "nothing_prepared",
    lambda d: d.payment != PaymentState.PREPARED,
    Say(
        "这件申请在待复核的拨付批次里，请财务先退回制单",
        "It is in a batch that waits for release; have finance return it first",
    ),
)
instalment_left = about(
    "instalment_left",
    lambda d: d.instalments_left > 0,
    Say("各期都已到账，不用再拨付", "Every instalment has been paid"),
)
plan_decided = about(
    "plan_decided",
    lambda d: not d.plan_open,
    Say("分期计划在等另一位财务人员确认", "The plan of instalments waits for another finance officer"),
)
instalment_due = about(
    "instalment_due",
    lambda d: d.instalment_on is None,
    Say("下一期{d.instalment_on}起才能拨付", "The next instalment may be paid from {d.instalment_on} on"),
)
instalment_met = about(
    "instalment_met",
    lambda d: not d.instalment_unmet,
    Say(
        "下一期的拨付条件还没有核实，请先登记",
        "The condition of the next instalment was not confirmed yet; record it first",
    ),
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
