"""Payments, and the cases that wait to be paid."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.payment import Payment
from workflow.models.sample import UNSETTLED, SampleCheck
from workflow.queries.samples import newest

WAITING = 200


def payments_of(batch_id: int) -> Sequence[Payment]:
    """The payments that are in the batch now, in the order they were put in."""
    return db.session.scalars(select(Payment).where(Payment.batch_id == batch_id).order_by(Payment.id)).all()


def locked_cases(ids: Iterable[int]) -> Sequence[Case]:
    """The cases with enterprise and call, locked until the commit, always in the same order so that nobody waits in a ring."""
    query = (
        select(Case)
        .options(joinedload(Case.enterprise), joinedload(Case.call))
        .where(Case.id.in_(list(ids)))
        .order_by(Case.id)
        .with_for_update(of=Case)
    )
    return db.session.scalars(query).all()


def case_ids(numbers: Iterable[str]) -> Sequence[int]:
    """Ids of submitted cases with these numbers."""
    query = select(Case.id).where(Case.number.in_(list(numbers)), Case.submitted_at.is_not(None))
    return db.session.scalars(query.order_by(Case.id)).all()


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

    @property
    def sampled(self) -> bool:
        """Whether it waits for its random check."""
        return self.sample in UNSETTLED


def waiting() -> Sequence[Claim]:
    """Cleared cases without a payment under way, the one that is due first on top."""
    query = (
        select(
            Case.number,
            Case.version,
            Case.item,
            Enterprise.name,
            Enterprise.account_holder,
            Enterprise.bank_name,
            Enterprise.bank_account,
            Case.award_fen,
            Case.due_on,
            Payment.failure,
            Enterprise.uscc,
            newest(SampleCheck.state),
        )
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(Payment, Payment.case_id == Case.id)
        .where(Case.state == State.PUBLICITY, Case.cleared_at.is_not(None))
        .where(or_(Payment.id.is_(None), Payment.state == "failed"))
        .order_by(Case.due_on, Case.id)
        .limit(WAITING)
    )
    return [Claim._make(row) for row in db.session.execute(query)]
