"""Plans of instalments: those of a case, the instalments to come, the plans that wait for their second person."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, func, select

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.payment import Payment
from workflow.models.payment_plan import PaymentPart, PaymentPlan

SHOWN = 50


def of_case(case_id: int) -> Sequence[PaymentPlan]:
    """The newest plans of the case."""
    query = select(PaymentPlan).where(PaymentPlan.case_id == case_id).order_by(PaymentPlan.id.desc())
    return db.session.scalars(query.limit(SHOWN)).all()


def plan_of(case_id: int, plan_id: int) -> PaymentPlan | None:
    """One plan of the case, locked until the commit."""
    mine = (PaymentPlan.case_id == case_id, PaymentPlan.id == plan_id)
    return db.session.scalar(select(PaymentPlan).where(*mine).with_for_update())


class Step(NamedTuple):
    """An instalment of a plan with the payment it got."""

    part: PaymentPart
    state: str | None


def parts(plan_ids: Sequence[int]) -> dict[int, list[Step]]:
    """Plan → its parts in order."""
    found: dict[int, list[Step]] = {}
    query = (
        select(PaymentPart, Payment.state)
        .join(PaymentPlan, PaymentPlan.id == PaymentPart.plan_id)
        .outerjoin(
            Payment,
            and_(
                Payment.case_id == PaymentPlan.case_id,
                Payment.instalment == PaymentPart.number,
                PaymentPlan.state == "confirmed",
            ),
        )
        .where(PaymentPart.plan_id.in_(plan_ids))
        .order_by(PaymentPart.plan_id, PaymentPart.number)
    )
    for part, state in db.session.execute(query):
        found.setdefault(part.plan_id, []).append(Step(part, state))
    return found


class Coming(NamedTuple):
    """An instalment that was not paid: whose, which, how much (fen), from when, on what condition."""

    number: str
    firm: str
    item: str
    instalment: int
    fen: int
    due_on: date | None
    condition: str
    met: bool
    payment: str | None


def coming() -> list[Coming]:
    """Unpaid instalments of plans in force: those without a day first, then the nearest; one more than shown."""
    query = (
        select(
            Case.number,
            Enterprise.name,
            Case.item,
            PaymentPart.number,
            PaymentPart.fen,
            PaymentPart.due_on,
            PaymentPart.condition,
            PaymentPart.met_by.is_not(None),
            Payment.state,
        )
        .join(PaymentPlan, PaymentPlan.id == PaymentPart.plan_id)
        .join(Case, Case.id == PaymentPlan.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(Payment, and_(Payment.case_id == Case.id, Payment.instalment == PaymentPart.number))
        .where(PaymentPlan.state == "confirmed", Case.state == State.PUBLICITY)
        .where((Payment.id.is_(None)) | (Payment.state != "confirmed"))
        .order_by(func.coalesce(PaymentPart.due_on, date(2000, 1, 1)), PaymentPart.plan_id, PaymentPart.number)
        .limit(SHOWN + 1)
    )
    return [Coming._make(row) for row in db.session.execute(query)]


class Waiting(NamedTuple):
    """A plan that waits for its second person."""

    number: str
    firm: str
    award_fen: int
    proposed_by: int


def waiting() -> list[Waiting]:
    """The oldest of them first."""
    query = (
        select(Case.number, Enterprise.name, PaymentPlan.award_fen, PaymentPlan.proposed_by)
        .join(Case, Case.id == PaymentPlan.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .where(PaymentPlan.state == "proposed")
        .order_by(PaymentPlan.id)
        .limit(SHOWN)
    )
    return [Waiting._make(row) for row in db.session.execute(query)]
