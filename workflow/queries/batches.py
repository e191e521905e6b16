"""Payment batches: the newest ones, and the lines of one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.case import Case, ControlStep
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.user import User

BATCHES = 50


def batch_by_number(number: str, *, for_change: bool = False) -> PaymentBatch | None:
    """The batch of that number, locked until the commit when it is to be changed."""
    query = select(PaymentBatch).where(PaymentBatch.number == number)
    return db.session.scalar(query.with_for_update() if for_change else query)


def batches() -> Sequence[Row[PaymentBatch, str, int, int, int]]:
    """The newest batches with who prepared them and how many lines are there, confirmed and failed."""
    newest = select(PaymentBatch.id).order_by(PaymentBatch.id.desc()).limit(BATCHES)
    lines = (
        select(
            Payment.batch_id,
            func.count().label("lines"),
            func.count().filter(Payment.state == "confirmed").label("confirmed"),
            func.count().filter(Payment.state == "failed").label("failed"),
        )
        .where(Payment.batch_id.in_(newest.scalar_subquery()))
        .group_by(Payment.batch_id)
        .subquery()
    )
    query = (
        select(
            PaymentBatch,
            User.name,
            func.coalesce(lines.c.lines, 0),
            func.coalesce(lines.c.confirmed, 0),
            func.coalesce(lines.c.failed, 0),
        )
        .join(User, User.id == PaymentBatch.prepared_by)
        .outerjoin(lines, lines.c.batch_id == PaymentBatch.id)
        .where(PaymentBatch.id.in_(newest.scalar_subquery()))
        .order_by(PaymentBatch.id.desc())
    )
    return db.session.execute(query).all()


class Line(NamedTuple):
    """One payment of a batch as the batch page shows it. `changed`: the account on file is another one by now."""

    number: str
    version: int
    item: str
    firm: str
    state: str
    fen: int
    bank_name: str
    bank_account: str
    holder: str
    failure: str
    bank_ref: str | None
    case_state: str
    changed: bool
    dishonest: bool
    mine: bool
    uscc: str


def lines_of(batch_id: int, user_id: int, today: date) -> Sequence[Line]:
    """The lines of a batch with the register of dishonesty of today and whether the person worked on the case."""
    listed, step = aliased(Dishonest), aliased(ControlStep)
    is_listed = (
        select(listed.uscc)
        .where(
            listed.uscc == Enterprise.uscc, listed.since <= today, or_(listed.until.is_(None), listed.until >= today)
        )
        .exists()
    )
    did = (
        select(step.case_id)
        .where(step.case_id == Case.id, step.actor_id == user_id, step.step != "pay_release")
        .exists()
    )
    query = (
        select(
            Case.number,
            Case.version,
            Case.item,
            Enterprise.name,
            Payment.state,
            Payment.fen,
            Payment.bank_name,
            Payment.bank_account,
            Payment.account_holder,
            Payment.failure,
            Payment.bank_ref,
            Case.state,
            or_(Payment.bank_account != Enterprise.bank_account, Payment.account_holder != Enterprise.account_holder),
            is_listed,
            did,
            Enterprise.uscc,
        )
        .join(Case, Case.id == Payment.case_id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .where(Payment.batch_id == batch_id)
        .order_by(Payment.id)
    )
    return [Line._make(row) for row in db.session.execute(query)]
