"""The cases that wait to be put into a batch: their award, or the instalment whose day has come."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from states.names import State
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.payment import Payment
from workflow.models.payment_plan import PaymentPart, PaymentPlan
from workflow.models.sample import UNSETTLED, SampleCheck
from workflow.queries.samples import newest

#: Shown on the page, and put into one batch, at most.
WAITING, ALL = 200, 1000


class Claim(NamedTuple):
    """A cleared case that can be put into a batch; `failure` says why an earlier payment did not arrive."""

    number: str
    version: int
    item: str
    firm: str
    holder: str
    bank_name: str
    bank_account: str
    fen: int
    due_on: date | None
    failure: str | None
    uscc: str
    sample: str | None
    instalment: int | None
    id: int

    @property
    def sampled(self) -> bool:
        """Whether it waits for its random check."""
        return self.sample in UNSETTLED


def waiting(item: str | None = None) -> Sequence[Claim]:
    """Those that are due first; of one item when it is given."""
    query = _waiting(item).order_by(Case.due_on, Case.id).limit(WAITING)
    return [Claim._make(row) for row in db.session.execute(query)]


def fitting(item: str | None = None) -> Sequence[tuple[int, int]]:
    """(case id, fen) of those in whose way the list shows nothing, as many as fit into one batch."""
    rows = _waiting(item).subquery()
    plain = or_(rows.c.sample.is_(None), rows.c.sample.not_in(UNSETTLED))
    query = select(rows.c.id, rows.c.fen).where(plain, rows.c.holder == rows.c.firm)
    return [(row.id, row.fen) for row in db.session.execute(query.order_by(rows.c.due_on, rows.c.id).limit(ALL))]


def _waiting(item: str | None) -> Select[*tuple[Any, ...]]:
    later = aliased(Payment)
    last = select(func.max(later.instalment)).where(later.case_id == Case.id).correlate(Case).scalar_subquery()
    done = aliased(Payment)
    arrived = (
        select(func.count()).where(done.case_id == Case.id, done.state == "confirmed").correlate(Case).scalar_subquery()
    )
    plan = and_(
        PaymentPlan.case_id == Case.id, PaymentPlan.state == "confirmed", PaymentPlan.award_fen == Case.award_fen
    )
    day = or_(PaymentPart.due_on.is_(None), PaymentPart.due_on <= business_date())
    shown = or_(PaymentPart.condition == "", PaymentPart.met_by.is_not(None))
    query = (
        select(
            Case.number,
            Case.version,
            Case.item,
            Enterprise.name.label("firm"),
            Enterprise.account_holder.label("holder"),
            Enterprise.bank_name,
            Enterprise.bank_account,
            func.coalesce(PaymentPart.fen, Case.award_fen).label("fen"),
            Case.due_on,
            Payment.failure,
            Enterprise.uscc,
            newest(SampleCheck.state).label("sample"),
            PaymentPart.number.label("instalment"),
            Case.id,
        )
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(Payment, and_(Payment.case_id == Case.id, Payment.instalment == last))
        .outerjoin(PaymentPlan, plan)
        .outerjoin(PaymentPart, and_(PaymentPart.plan_id == PaymentPlan.id, PaymentPart.number == arrived + 1))
        .where(Case.state == State.PUBLICITY, Case.cleared_at.is_not(None))
        .where(or_(Payment.id.is_(None), Payment.state.in_(("failed", "confirmed"))))
        .where(or_(PaymentPlan.id.is_(None), and_(day, shown)))
    )
    return query if item is None else query.where(Case.item == item)
