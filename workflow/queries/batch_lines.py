"""The lines of one batch: which cases it holds, a page of them, their counts, and those that need a look."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.case import Case, ControlStep
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.models.paper import Paper
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.payment_line import AccountCall, PaymentLine
from workflow.queries.account_calls import new_account

PAGE, FLAGGED = 100, 20


def held_cases(batch_id: int) -> Select[int]:
    """The cases whose payment the batch holds and has not released, as a query."""
    return select(PaymentLine.case_id).where(PaymentLine.batch_id == batch_id, PaymentLine.state == "prepared")


class Line(NamedTuple):
    """A line as the batch page shows it. `changed`: the account on file is another one by now; `fresh`: never paid to."""

    id: int
    place: int
    number: str
    version: int
    item: str
    firm: str
    state: str
    instalment: int
    fen: int
    bank_name: str
    bank_account: str
    holder: str
    note: str
    voucher: str | None
    bank_ref: str | None
    moved_to: str | None
    uscc: str
    decision: str | None
    changed: bool
    dishonest: bool
    mine: bool
    fresh: bool
    call: str | None
    award_fen: int | None


class Tally(NamedTuple):
    """Counts over a whole batch, and what its lines come to (fen); `open` ones wait for the release."""

    lines: int
    fen: int
    open: int
    confirmed: int
    failed: int
    returned: int
    changed: int
    dishonest: int
    mine: int
    uncalled: int


def _flags(user_id: int, today: date) -> tuple[Any, Any, Any, Any]:
    """Account changed since; listed as dishonest; the person worked on the case; money goes to a new account."""
    listed, step = aliased(Dishonest), aliased(ControlStep)
    runs = or_(listed.until.is_(None), listed.until >= today)
    is_listed = select(listed.uscc).where(listed.uscc == Enterprise.uscc, listed.since <= today, runs).exists()
    mine = (step.case_id == PaymentLine.case_id, step.actor_id == user_id, step.step != "pay_release")
    did = select(step.case_id).where(*mine).exists()
    changed = or_(
        PaymentLine.bank_account != Enterprise.bank_account, PaymentLine.account_holder != Enterprise.account_holder
    )
    return changed, is_listed, did, new_account()


def tally(batch_id: int, user_id: int, today: date) -> Tally:
    """The counts; what would stand in the way of a release is counted among the open lines only."""
    waits = PaymentLine.state == "prepared"
    changed, listed, did, fresh = _flags(user_id, today)

    def number(*what: Any) -> Any:
        return func.count().filter(*what)

    query = (
        select(
            func.count(),
            func.coalesce(func.sum(PaymentLine.fen), 0),
            number(waits),
            *(number(PaymentLine.state == state) for state in ("confirmed", "failed", "returned")),
            *(number(waits, flag) for flag in (changed, listed, did)),
            number(waits, fresh, AccountCall.line_id.is_(None)),
        )
        .select_from(PaymentLine)
        .join(Enterprise, Enterprise.id == PaymentLine.enterprise_id)
        .outerjoin(AccountCall, AccountCall.line_id == PaymentLine.id)
        .where(PaymentLine.batch_id == batch_id)
    )
    return Tally(*(int(value) for value in db.session.execute(query).one()))


def _lines(batch_id: int, user_id: int, today: date) -> Select[*tuple[Any, ...]]:
    decided = select(Paper.number).where(Paper.case_id == PaymentLine.case_id, Paper.kind == "decision")
    other = aliased(PaymentBatch)
    return (
        select(
            PaymentLine.id,
            PaymentLine.place,
            Case.number,
            Case.version,
            Case.item,
            Enterprise.name,
            PaymentLine.state,
            PaymentLine.instalment,
            PaymentLine.fen,
            PaymentLine.bank_name,
            PaymentLine.bank_account,
            PaymentLine.account_holder,
            PaymentLine.note,
            PaymentLine.voucher,
            Payment.bank_ref,
            other.number,
            Enterprise.uscc,
            decided.order_by(Paper.id.desc()).limit(1).correlate(PaymentLine).scalar_subquery(),
            *_flags(user_id, today),
            AccountCall.note,
            Case.award_fen,
        )
        .join(Payment, Payment.id == PaymentLine.payment_id)
        .join(Case, Case.id == PaymentLine.case_id)
        .join(Enterprise, Enterprise.id == PaymentLine.enterprise_id)
        .outerjoin(AccountCall, AccountCall.line_id == PaymentLine.id)
        .outerjoin(other, and_(other.id == Payment.batch_id, other.id != PaymentLine.batch_id))
        .where(PaymentLine.batch_id == batch_id)
        .order_by(PaymentLine.place)
    )


def page(batch_id: int, user_id: int, today: date, after: int = 0, most: int = PAGE) -> list[Line]:
    """Lines after a place, one more than shown when there are more; with what the person who looks should know."""
    query = _lines(batch_id, user_id, today).where(PaymentLine.place > after).limit(most + 1)
    return [Line._make(row) for row in db.session.execute(query)]


def flagged(batch_id: int, user_id: int, today: date) -> list[Line]:
    """The first open lines with something to look at: a changed or new account, the list of dishonesty, own work."""
    query = _lines(batch_id, user_id, today).where(PaymentLine.state == "prepared")
    return [Line._make(row) for row in db.session.execute(query.where(or_(*_flags(user_id, today))).limit(FLAGGED))]


def line_of(batch_id: int, case_id: int) -> PaymentLine | None:
    """The case's line in the batch."""
    mine = (PaymentLine.batch_id == batch_id, PaymentLine.case_id == case_id)
    return db.session.scalar(select(PaymentLine).where(*mine))


class Sent(NamedTuple):
    """A line as files and lists carry it; the account in full."""

    place: int
    voucher: str | None
    number: str
    item: str
    uscc: str
    holder: str
    bank_name: str
    bank_account: str
    fen: int
    instalment: int
    decision: str | None
    ended_at: datetime | None


def sent(batch_id: int, voucher: str | None = None) -> Sequence[Sent]:
    """Every line of the batch that was not taken out, or the one with a voucher; a batch has 1,000 at most."""
    decided = select(Paper.number).where(Paper.case_id == PaymentLine.case_id, Paper.kind == "decision")
    query = (
        select(
            PaymentLine.place,
            PaymentLine.voucher,
            Case.number,
            Case.item,
            Enterprise.uscc,
            PaymentLine.account_holder,
            PaymentLine.bank_name,
            PaymentLine.bank_account,
            PaymentLine.fen,
            PaymentLine.instalment,
            decided.order_by(Paper.id.desc()).limit(1).correlate(PaymentLine).scalar_subquery(),
            PaymentLine.ended_at,
        )
        .join(Case, Case.id == PaymentLine.case_id)
        .join(Enterprise, Enterprise.id == PaymentLine.enterprise_id)
        .where(PaymentLine.batch_id == batch_id, PaymentLine.state != "returned")
        .order_by(PaymentLine.place)
    )
    if voucher is not None:
        query = query.where(PaymentLine.voucher == voucher)
    return [Sent._make(row) for row in db.session.execute(query)]
