"""What must hold for a case to be paid, beside the guards of the step: the payee is the enterprise, its account is in force."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from workflow.actions.bank_change import locked_firm
from workflow.models.case import Case
from workflow.queries.casefile import CaseFile

CHANGED = Blocker(
    "account_changed",
    "收款账户在制单以后换了，请退回重新制单",
    "The account changed after the batch was prepared; return it and prepare it again",
)


def checked(file: CaseFile, action: str, actor: Actor) -> CaseFile:
    """Raises Refused, with the case's number, when the step is not possible or the payee is not the enterprise."""
    reasons = list(blockers(file.dossier, action, actor))
    firm = locked_firm(file.case.enterprise_id)
    if file.payment is not None and file.payment.state == "prepared" and file.payment.bank_account != firm.bank_account:
        reasons.append(CHANGED)
    if firm.account_holder != firm.name:
        reasons.append(
            Blocker(
                "account_holder",
                f"收款户名“{firm.account_holder}”和企业名称不一致，请先核实账户",
                f"The account holder “{firm.account_holder}” is not the enterprise; verify the account first",
            )
        )
    if reasons:
        raise Refused(tuple(_of(file.case, reason) for reason in reasons))
    return file


def _of(case: Case, reason: Blocker) -> Blocker:
    return Blocker(reason.code, f"{case.number}：{reason.zh}", f"{case.number}: {reason.en}")
