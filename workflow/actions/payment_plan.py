"""Paying an award in parts: one finance officer proposes the plan, another confirms it; conditions are shown part by part."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import insert, select, update

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import State
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.payment import Payment
from workflow.models.payment_plan import PaymentPart, PaymentPlan

MOST = 60
NOT_NOW = Blocker(
    "plan_not_now",
    "要在审定以后、拨付以前定分期",
    "Instalments are planned after the decision and before the first payment",
)
PAID = Blocker("plan_paid", "已经拨付过，分期不能再改", "A payment was made; the instalments cannot be changed")
OPEN = Blocker("plan_open", "已有一份分期计划在等确认", "A plan waits for its second person already")
OVER = Blocker(
    "plan_over", "这份分期计划刚刚有人办过，请刷新再看", "Somebody settled this plan just now; reload to see"
)
OWN = Blocker("plan_own", "自己提的分期要由另一位财务人员确认", "Another finance officer confirms a plan you proposed")
CHANGED = Blocker("plan_changed", "审定金额变了，请重新定分期", "The award changed; make a new plan")
COUNT = Blocker("plan_parts", f"分期要有2到{MOST}期", f"A plan has 2 to {MOST} instalments")
ORDER = Blocker("plan_order", "各期的日子要从早到晚", "The days of the instalments must follow each other")
NO_CONDITION = Blocker(
    "part_no_condition", "这一期没有条件，或已经核实过", "This instalment has no condition, or it was confirmed"
)


class Part(NamedTuple):
    """A part as proposed: fen, the day from which it may be paid (None: at once), and what must be shown before ("")."""

    fen: int
    due_on: date | None
    condition: str


def propose(case: Case, parts: Sequence[Part], reason: str, actor: Actor) -> PaymentPlan:
    """Propose the parts of the case's award. The case is locked by the caller. Raises Refused."""
    assert actor.user_id is not None
    award = case.award_fen
    if award is None or case.state != State.PUBLICITY:
        raise Refused((NOT_NOW,))
    _nothing_paid(case)
    if any(plan.state == "proposed" for plan in _plans(case)):
        raise Refused((OPEN,))
    if faults := _faults(parts, award):
        raise Refused(tuple(faults))
    plan = PaymentPlan(case_id=case.id, enterprise_id=case.enterprise_id, award_fen=award, state="proposed", answer="")
    plan.reason, plan.proposed_by, plan.proposed_at = reason.strip(), actor.user_id, now()
    db.session.add(plan)
    db.session.flush()
    rows = [
        {"plan_id": plan.id, "number": number, "met_note": "", **part._asdict()} for number, part in enumerate(parts, 1)
    ]
    db.session.execute(insert(PaymentPart), rows)
    return plan


def _faults(parts: Sequence[Part], award: int) -> list[Blocker]:
    found = [] if 2 <= len(parts) <= MOST else [COUNT]
    total = sum(part.fen for part in parts)
    if total != award:
        zh, en = money.grouped(total), money.grouped(award)
        found.append(
            Blocker(
                "plan_total",
                f"各期合计{zh}元，要等于审定的{en}元",
                f"The instalments come to {zh} yuan, the award is {en} yuan",
            )
        )
    days = [part.due_on for part in parts if part.due_on is not None]
    return found if days == sorted(days) else [*found, ORDER]


def confirm(case: Case, plan: PaymentPlan, actor: Actor) -> None:
    """The plan holds from now on; one before it is replaced. Case and plan are locked by the caller. Raises Refused."""
    _settle(plan, actor)
    if plan.award_fen != case.award_fen or case.state != State.PUBLICITY:
        raise Refused((CHANGED,))
    _nothing_paid(case)
    held = (PaymentPlan.case_id == case.id, PaymentPlan.state == "confirmed")
    db.session.execute(update(PaymentPlan).where(*held).values(state="replaced"))
    plan.state, plan.decided_by, plan.decided_at = "confirmed", actor.user_id, now()
    db.session.flush()


def refuse(plan: PaymentPlan, actor: Actor, answer: str) -> None:
    """The plan does not hold, for a reason; whoever proposed it cannot do this. Raises Refused."""
    _settle(plan, actor)
    plan.state, plan.answer, plan.decided_by, plan.decided_at = "refused", answer.strip(), actor.user_id, now()
    db.session.flush()


def _settle(plan: PaymentPlan, actor: Actor) -> None:
    if plan.state != "proposed":
        raise Refused((OVER,))
    if plan.proposed_by == actor.user_id:
        raise Refused((OWN,))


def meet(plan: PaymentPlan, number: int, note: str, actor: Actor) -> None:
    """Note that what an instalment depends on was shown. The plan is locked by the caller. Raises Refused."""
    part = db.session.get(PaymentPart, (plan.id, number))
    if plan.state != "confirmed" or part is None or not part.condition or part.met_by is not None:
        raise Refused((NO_CONDITION,))
    part.met_by, part.met_at, part.met_note = actor.user_id, now(), note.strip()
    db.session.flush()


def _plans(case: Case) -> Sequence[PaymentPlan]:
    return db.session.scalars(select(PaymentPlan).where(PaymentPlan.case_id == case.id)).all()


def _nothing_paid(case: Case) -> None:
    """A payment that is prepared, released or confirmed fixes how the award is paid; a returned first one does not."""
    live = (Payment.case_id == case.id, Payment.state != "failed")
    if db.session.scalar(select(Payment.id).where(*live).limit(1)) is not None:
        raise Refused((PAID,))
