"""Proves the way of the money: decision, public notice, award, batch line, bank's answer, record and letter say one sum (fen).

Nothing here trusts the constraints that keep these promises, or the counters: all is added up from the rows. Two cuts of one
question each: what was granted (`_granted`) and what was sent and answered (`_sent`); caps and budget have rooms of their own.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select

from states.names import State
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.decision import Award, Decision, Publicity
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.payment_line import BankAnswer, PaymentLine
from workflow.models.recovery import Recovery

AWARDED = (State.PUBLICITY, State.PAID)
LIVE_LINES = ("prepared", "released", "confirmed")


class Finding(NamedTuple):
    """A sum that is not what it should equal: where, what it says, what it should say. None: there is nothing at all."""

    where: str
    said: Any
    should: Any


def findings() -> Iterator[Finding]:
    """Every difference, in the order in which money goes. The number of queries does not depend on the ledger."""
    for check in (_granted, _without_grant, _paid, _lines, _answers, _batches, _record):
        yield from check()


def _sum_of(model: Any, fen: Any, *which: ColumnElement[bool]) -> Subquery:
    """Case → the sum of its rows."""
    query = select(model.case_id, func.sum(fen).label("fen")).where(*which)
    return query.group_by(model.case_id).subquery()


def _granted() -> Iterator[Finding]:
    """What a case was granted stands the same in its executed decision, its public notice and its award."""
    award = _sum_of(Award, Award.fen, Award.reversed_at.is_(None))
    given_up = select(Recovery.case_id).where(Recovery.state == "approved", Recovery.months_back)
    query = (
        select(Case.number, Case.award_fen, Decision.amount_fen, Publicity.amount_fen, award.c.fen)
        .outerjoin(Decision, and_(Decision.case_id == Case.id, Decision.round == Case.round, _approved()))
        .outerjoin(Publicity, and_(Publicity.case_id == Case.id, Publicity.round == Case.round))
        .outerjoin(award, award.c.case_id == Case.id)
        .where(Case.state.in_(AWARDED))
        .where(
            or_(
                Decision.amount_fen.is_distinct_from(Case.award_fen),
                Publicity.amount_fen.is_distinct_from(Case.award_fen),
                and_(award.c.fen.is_distinct_from(Case.award_fen), Case.id.not_in(given_up)),
            )
        )
    )
    for number, fen, decided, announced, awarded in db.session.execute(query.order_by(Case.id)):
        for what, said in (("decision", decided), ("public notice", announced), ("award", awarded)):
            if said != fen:
                yield Finding(f"case {number}, {what}", said, fen)


def _approved() -> ColumnElement[bool]:
    return and_(Decision.result == "approve", Decision.executed_at.is_not(None))


def _without_grant() -> Iterator[Finding]:
    """A case that is granted nothing has no live award."""
    query = select(Case.number, Award.fen).join(Award, Award.case_id == Case.id)
    query = query.where(Award.reversed_at.is_(None), Case.state.not_in(AWARDED))
    for number, fen in db.session.execute(query.order_by(Case.id)):
        yield Finding(f"case {number}, award", fen, None)


def _paid() -> Iterator[Finding]:
    """A paid case got its whole award; before that, less; nobody else got anything."""
    paid = _sum_of(Payment, Payment.fen, Payment.state == "confirmed")
    query = select(Case.number, Case.state, Case.award_fen, func.coalesce(paid.c.fen, 0))
    query = query.outerjoin(paid, paid.c.case_id == Case.id).where(
        or_(
            and_(Case.state == State.PAID, func.coalesce(paid.c.fen, 0) != Case.award_fen),
            and_(Case.state == State.PUBLICITY, func.coalesce(paid.c.fen, 0) >= Case.award_fen),
            and_(Case.state.not_in(AWARDED), paid.c.fen.is_not(None)),
        )
    )
    for number, state, fen, got in db.session.execute(query.order_by(Case.id)):
        yield Finding(f"case {number} ({state}), payments", int(got), fen)


def _lines() -> Iterator[Finding]:
    """Each payment is the live line of its batch: same money, same batch, same standing."""
    pay, line = Payment, PaymentLine
    same = (pay.fen, line.fen), (pay.batch_id, line.batch_id), (pay.state, line.state), (pay.case_id, line.case_id)
    query = (
        select(Case.number, pay.instalment, pay.state, pay.fen, line.state, line.fen)
        .join(Case, Case.id == pay.case_id)
        .outerjoin(line, and_(line.payment_id == pay.id, line.state.in_(LIVE_LINES)))
        .where(
            or_(
                and_(pay.state != "failed", or_(*(b.is_distinct_from(a) for a, b in same))),
                and_(pay.state == "failed", line.id.is_not(None)),
            )
        )
    )
    for number, part, state, fen, line_state, line_fen in db.session.execute(query.order_by(pay.id)):
        yield Finding(f"case {number}, instalment {part}, batch line", (line_state, line_fen), (state, fen))


def _answers() -> Iterator[Finding]:
    """Each line that ended at the bank has the bank's answer with the same money, and no other line has one."""
    line, said, pay = PaymentLine, BankAnswer, Payment
    query = (
        select(
            PaymentBatch.number, line.place, line.state, line.fen, said.result, said.fen, said.bank_ref, pay.bank_ref
        )
        .join(PaymentBatch, PaymentBatch.id == line.batch_id)
        .join(pay, pay.id == line.payment_id)
        .outerjoin(said, said.line_id == line.id)
        .where(
            or_(
                and_(
                    line.state.in_(("confirmed", "failed")),
                    or_(said.result.is_distinct_from(line.state), said.fen.is_distinct_from(line.fen)),
                ),
                and_(line.state.not_in(("confirmed", "failed")), said.id.is_not(None)),
                and_(line.state == "confirmed", said.bank_ref.is_distinct_from(pay.bank_ref)),
            )
        )
    )
    for number, place, state, fen, result, answered, ref, paid_ref in db.session.execute(query.order_by(line.id)):
        where = f"batch {number}, line {place}, bank's answer"
        yield Finding(where, (result, answered, ref), (state, fen, paid_ref if state == "confirmed" else None))


def _batches() -> Iterator[Finding]:
    """A batch's total is the sum of the lines that stayed in it."""
    batch, line = PaymentBatch, PaymentLine
    query = (
        select(batch.number, batch.total_fen, func.sum(line.fen))
        .outerjoin(line, and_(line.batch_id == batch.id, line.state != "returned"))
        .group_by(batch.id, batch.number, batch.total_fen, batch.released_at)
        .having(
            or_(
                func.sum(line.fen) != batch.total_fen,
                and_(func.sum(line.fen).is_(None), batch.released_at.is_not(None)),
            )
        )
    )
    for number, total, summed in db.session.execute(query.order_by(batch.id)):
        yield Finding(f"batch {number}, total", total, int(summed or 0))


def _record() -> Iterator[Finding]:
    """The record of a case tells of the same money as its confirmed payments."""
    fen = Transition.detail["fen"].as_integer()
    told = _sum_of(Transition, fen, Transition.action.in_(("confirm_payment", "confirm_instalment")))
    paid = _sum_of(Payment, Payment.fen, Payment.state == "confirmed")
    query = (
        select(Case.number, told.c.fen, paid.c.fen)
        .select_from(paid)
        .join(Case, Case.id == paid.c.case_id)
        .outerjoin(told, told.c.case_id == Case.id)
        .where(told.c.fen.is_distinct_from(paid.c.fen))
    )
    for number, said, should in db.session.execute(query.order_by(Case.id)):
        yield Finding(f"case {number}, record of payments", None if said is None else int(said), int(should))
