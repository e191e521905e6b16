"""What must hold for a case to be paid, beside the guards of the step: payee, account, and an award that still stands."""

from collections.abc import Collection, Sequence

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from workflow.actions.advance_many import named
from workflow.queries.account_calls import uncalled
from workflow.queries.payable import Payable, without_award

CHANGED = Blocker(
    "account_changed",
    "收款账户在制单以后换了，请退回重新制单",
    "The account changed after the batch was prepared; return it and prepare it again",
)
UNCALLED = Blocker(
    "account_uncalled",
    "收款账户换过，第一次付到新账户前要打电话核实并登记",
    "The account is new; call the enterprise and record it before money goes there for the first time",
)
NO_AWARD = Blocker(
    "award_changed",
    "审定的金额已撤销或变更，不能拨付，请退回审定",
    "The award was taken back or changed; it cannot be paid, send the case back",
)


def checked(cases: Sequence[Payable], action: str, actor: Actor) -> None:
    """Raises Refused, each sentence with the case's number, when one of the locked cases cannot be paid now."""
    if reasons := [one for case_reasons in faults(cases, action, actor).values() for one in case_reasons]:
        raise Refused(tuple(reasons))


def faults(cases: Sequence[Payable], action: str, actor: Actor) -> dict[int, list[Blocker]]:
    """Case id → what stands in its way; cases that can be paid are left out. Two statements at most, whatever the number."""
    lost = without_award([case.id for case in cases])
    held = [case.payment.id for case in cases if case.payment is not None and case.payment.state == "prepared"]
    silent = uncalled(held) if action == "release_payment" and held else frozenset()
    found = {case.id: _of(case, action, actor, lost, silent) for case in cases}
    return {case_id: reasons for case_id, reasons in found.items() if reasons}


def _of(case: Payable, action: str, actor: Actor, lost: Collection[int], silent: Collection[int]) -> list[Blocker]:
    reasons = list(blockers(case.dossier, action, actor))
    payment = case.payment
    if payment is not None and payment.state == "prepared" and payment.bank_account != case.account.number:
        reasons.append(CHANGED)
    elif payment is not None and payment.id in silent:
        reasons.append(UNCALLED)
    if case.account.holder != case.firm:
        reasons.append(_holder(case.account.holder))
    if case.id in lost:
        reasons.append(NO_AWARD)
    return [named(case.number, reason) for reason in reasons]


def _holder(name: str) -> Blocker:
    return Blocker(
        "account_holder",
        f"收款户名“{name}”和企业名称不一致，请先核实账户",
        f"The account holder “{name}” is not the enterprise; verify the account first",
    )
