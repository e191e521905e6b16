"""Claiming paid support back: one person proposes, another decides; the ledger is reversed, never rewritten. Money in fen.

All of it back: cap, matter and, for rent, months and numbers can be used again, when the decision says so. Otherwise the
cap stays spent, and the months stay used and carry what was recovered. Budget never comes back: the money goes to the
treasury. The decision issues the notice with the plan; what comes in is booked by `actions/repayment.py`.
"""

from collections.abc import Sequence

from sqlalchemy import func, select

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role, State
from workflow.actions import budget_use, caps, matter, recovery_plan, rent
from workflow.actions.notify import Message, tell_applicant
from workflow.actions.recovery_plan import Plan
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Award
from workflow.models.recovery import Recovery
from workflow.models.repayment import RecoveryNotice
from workflow.papers import recovery as paper
from workflow.papers.letter import digest, frozen
from workflow.queries import recoveries
from workflow.queries.casefile import open_file
from workflow.queries.recoveries import live

#: The item whose support is counted in months.
RENT = "14"
#: (rent, given back) → what becomes of the months, or of the cap.
ROOM = {
    (True, True): ("月数退回，可以再申请", "the months can be claimed again"),
    (True, False): ("月数不退回", "the months stay used"),
    (False, True): ("额度退回，可以再申请", "the cap is free again"),
    (False, False): ("额度不退回", "the cap stays used"),
}


def propose(
    case: Case, fen: int, *, months_back: bool, reason: str, actor: Actor, plan: Plan | None = None
) -> Recovery:
    """Propose to recover `fen` of what the case was paid, in parts. The case is locked by the caller. Raises Refused."""
    assert actor.user_id is not None
    paid, plan = case.award_fen or 0, plan or recovery_plan.usual()
    faults = [*_not_mine(actor, Role.CASEWORKER), *_not_paid(case), *_amount(fen, paid, months_back=months_back)]
    faults += recovery_plan.faults(plan, fen)
    if not reason.strip():
        faults.append(Blocker("reason", "请写明追回的理由", "Give the reason of the recovery"))
    if live(case.id) is not None:
        faults.append(Blocker("recovery_live", "这件申请已有一件追回", "This application has a recovery already"))
    if faults:
        raise Refused(tuple(faults))
    row = Recovery(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        paid_fen=paid,
        fen=fen,
        months_back=months_back,
        reason=reason.strip(),
        state="proposed",
        proposed_by=actor.user_id,
        proposed_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    recovery_plan.write(row, plan)
    return row


def approve(case: Case, recovery: Recovery, actor: Actor, answer: str = "") -> None:
    """Decide for the recovery and reverse the ledger. Case and recovery are locked by the caller. Raises Refused."""
    _decide(recovery, "approved", actor, answer)
    budget_use.recovered(case, recovery.fen)
    if recovery.months_back:
        caps.give_back(case)
        matter.let_go(case)
        if case.item == RENT:
            rent.give_back(case, recovery.reason)
        for award in db.session.scalars(select(Award).where(Award.case_id == case.id, Award.reversed_at.is_(None))):
            award.reversed_at = now()
    elif case.item == RENT:
        rent.recover(case, recovery.fen, recovery.reason)
    _issue(case, recovery)
    db.session.flush()
    _tell(case, recovery)


def _issue(case: Case, recovery: Recovery) -> None:
    """Freeze the notice under the next number of the year; of two at one moment the second is told to try again."""
    today = business_date()
    last = select(func.max(RecoveryNotice.sequence)).where(RecoveryNotice.year == today.year)
    sequence = (db.session.scalar(last) or 0) + 1
    plan = [(part.due_on, part.fen) for part in recoveries.parts(recovery.id)]
    said = paper.letter(open_file(case), recovery, plan)
    data = frozen(said, paper.number(today.year, sequence), today)
    row = RecoveryNotice(recovery_id=recovery.id, year=today.year, sequence=sequence, data=data)
    row.digest, row.made_at = digest(data), now()
    db.session.add(row)


def _tell(case: Case, recovery: Recovery) -> None:
    amount, (zh, en) = money.grouped(recovery.fen), ROOM[case.item == RENT, recovery.months_back]
    tell_applicant(
        case,
        Message(
            kind="recovery",
            title_zh=f"{case.number}　追回资助",
            title_en=f"{case.number}: support is recovered",
            body_zh=f"追回{amount}元，{zh}。理由：{recovery.reason}"[:4000],
            body_en=f"{amount} yuan are recovered; {en}. Reason: {recovery.reason}"[:4000],
        ),
    )


def refuse(recovery: Recovery, actor: Actor, answer: str) -> None:
    """Decide against the recovery, with a reason. Raises Refused."""
    if not answer.strip():
        raise Refused((Blocker("reason", "请写明不追回的理由", "Give the reason why nothing is recovered"),))
    _decide(recovery, "refused", actor, answer)
    db.session.flush()


def _decide(recovery: Recovery, state: str, actor: Actor, answer: str) -> None:
    faults = _not_mine(actor, Role.SUPERVISOR)
    if actor.user_id == recovery.proposed_by:
        faults.append(
            Blocker(
                "decided_by_another", "提出人不能自己决定，请另一位来办", "Whoever proposed it cannot decide it as well"
            )
        )
    if recovery.state != "proposed":
        faults.append(Blocker("recovery_decided", "这件追回已经决定过", "This recovery was decided already"))
    if faults:
        raise Refused(tuple(faults))
    recovery.state, recovery.decided_by, recovery.decided_at = state, actor.user_id, now()
    recovery.answer = answer.strip()


def _not_mine(actor: Actor, role: Role) -> list[Blocker]:
    if role in actor.roles:
        return []
    who_zh, who_en = {
        Role.CASEWORKER: ("追回由经办人提出", "A caseworker proposes a recovery"),
        Role.SUPERVISOR: ("追回由科室负责人决定", "The supervisor decides on a recovery"),
    }[role]
    return [Blocker("role", who_zh, who_en)]


def _not_paid(case: Case) -> Sequence[Blocker]:
    if case.state == State.PAID:
        return ()
    return (Blocker("not_paid", "只有已拨付的资助可以追回", "Only support that was paid can be recovered"),)


def _amount(fen: int, paid: int, *, months_back: bool) -> Sequence[Blocker]:
    if not 0 < fen <= paid:
        most = money.grouped(paid)
        return (
            Blocker(
                "within_paid",
                f"追回金额要大于0，不超过已拨付的{most}元",
                f"Recover more than 0 and at most the {most} yuan that were paid",
            ),
        )
    if months_back and fen != paid:
        return (
            Blocker(
                "months_only_for_all",
                "只有全部追回，额度和月数才能退回",
                "Cap and months are given back only when everything is recovered",
            ),
        )
    return ()
