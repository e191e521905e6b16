"""What the guards of a payment look at, for a thousand cases at the price of one: few columns, a fixed number of statements.

`casefile.open_files` reads whole files; here only what decides about money is read. A test holds that both say the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Select, and_, func, or_, select

from rules import settling
from states.dossier import Dossier
from states.names import Control, PaymentState, State
from workflow.clock import business_date
from workflow.db import db
from workflow.models.appeal import Appeal
from workflow.models.case import Case, ControlStep
from workflow.models.decision import Award
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.models.evaluation import Evaluation
from workflow.models.objection import Objection
from workflow.models.payment import Payment
from workflow.models.sample import SampleCheck
from workflow.queries import instalments
from workflow.queries.instalments import Part, Planned
from workflow.queries.payable_money import other_money
from workflow.queries.samples import newest


class Account(NamedTuple):
    """Where money goes."""

    holder: str
    bank: str
    number: str


class Payable(NamedTuple):
    """A case as a payment sees it. Money in fen."""

    id: int
    number: str
    version: int
    round: int
    state: str
    enterprise_id: int
    firm: str
    account: Account
    award_fen: int
    payments: tuple[Any, ...]
    planned: Planned
    dossier: Dossier

    @property
    def payment(self) -> Any | None:
        """The newest instalment."""
        return self.payments[-1] if self.payments else None

    @property
    def next_part(self) -> Part | None:
        """The planned instalment that is to be paid next."""
        return self.planned.next(confirmed(self.payments))


def confirmed(payments: Iterable[Any]) -> int:
    """How many of the instalments have arrived."""
    return sum(payment.state == PaymentState.CONFIRMED for payment in payments)


#: Which cases: their ids, or a query that gives them.
Which: TypeAlias = Sequence[int] | Select[int]


def lock(which: Which) -> None:
    """Lock the cases and then their enterprises until the commit, each in one order, so that nobody waits in a ring."""
    cases = select(Case.id).where(Case.id.in_(which)).order_by(Case.id)
    db.session.execute(cases.with_for_update()).all()
    firms = select(Case.enterprise_id).where(Case.id.in_(which))
    db.session.execute(
        select(Enterprise.id).where(Enterprise.id.in_(firms)).order_by(Enterprise.id).with_for_update()
    ).all()


def payables(which: Which) -> list[Payable]:
    """The cases in the order of their ids, as they are now: lock them first. Six statements, two more for other money."""
    today = business_date()
    rows = db.session.execute(_cases(which, today)).all()
    steps = _grouped(
        select(ControlStep.case_id, ControlStep.step, ControlStep.actor_id)
        .where(ControlStep.case_id.in_(which))
        .order_by(ControlStep.round, ControlStep.at)
    )
    paid = _grouped(
        select(Payment.id, Payment.case_id, Payment.instalment, Payment.state, Payment.fen, Payment.bank_account)
        .where(Payment.case_id.in_(which))
        .order_by(Payment.instalment)
    )
    doubles = other_money(rows)
    return [_payable(row, steps.get(row.id, ()), paid.get(row.id, ()), doubles.get(row.id), today) for row in rows]


def _cases(which: Which, today: date) -> Any:
    listed = (
        select(Dishonest.uscc)
        .where(Dishonest.uscc == Enterprise.uscc, Dishonest.since <= today)
        .where(or_(Dishonest.until.is_(None), Dishonest.until >= today))
        .exists()
    )
    return (
        select(
            Case.id,
            Case.number,
            Case.version,
            Case.round,
            Case.state,
            Case.item,
            Case.call_id,
            Case.policy_version,
            Case.enterprise_id,
            Case.cleared_at,
            Case.award_fen,
            Enterprise.name.label("firm"),
            Enterprise.account_holder,
            Enterprise.bank_name,
            Enterprise.bank_account,
            Evaluation.hits,
            listed.label("dishonest"),
            _open(Objection).label("objections"),
            _open(Appeal).label("appeals"),
            newest(SampleCheck.state).label("sample"),
            instalments.column().label("plan"),
        )
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(Evaluation, and_(Evaluation.case_id == Case.id, Evaluation.round == Case.round))
        .where(Case.id.in_(which))
        .order_by(Case.id)
    )


def _open(table: Any) -> Any:
    count = select(func.count()).where(table.case_id == Case.id, table.state == "open")
    return count.correlate(Case).scalar_subquery()


def _grouped(query: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.case_id, []).append(row)
    return found


def _payable(
    row: Any, steps: Sequence[Any], payments: Sequence[Any], other: Mapping[str, int] | None, today: date
) -> Payable:
    planned = instalments.planned(row.plan)
    done = confirmed(payments)
    dossier = Dossier(
        state=State(row.state),
        enterprise_id=row.enterprise_id,
        controls=tuple((Control(step.step), step.actor_id) for step in steps),
        dishonest=row.dishonest,
        duplicate_unresolved=bool(other) and _unresolved(row.hits, other or {}),
        objections_open=row.objections,
        appeals_open=row.appeals,
        cleared=row.cleared_at is not None,
        payment=PaymentState(payments[-1].state) if payments else None,
        arrived=done,
        instalments_left=_left(row.award_fen, planned, payments, done),
        sample=row.sample,
        plan_open=planned.open,
        **instalments.waits(planned.next(done), today),
    )
    account = Account(row.account_holder, row.bank_name, row.bank_account)
    return Payable(
        row.id,
        row.number,
        row.version,
        row.round,
        row.state,
        row.enterprise_id,
        row.firm,
        account,
        row.award_fen or 0,
        tuple(payments),
        planned,
        dossier,
    )


def _unresolved(hits: Sequence[Any] | None, other: Mapping[str, int]) -> bool:
    """Whether other money for the same matter appeared, or grew, after the evaluation."""
    sealed = settling.other_money(settling.from_json(hit) for hit in hits or ())
    return any(fen > sealed.get(name, 0) for name, fen in other.items())


def _left(award: int | None, planned: Planned, payments: Sequence[Any], done: int) -> int:
    if award is None:
        return 1
    if planned.parts:
        return len(planned.parts) - done
    return len(payments) - done + (sum(payment.fen for payment in payments) < award)


def without_award(ids: Sequence[int]) -> frozenset[int]:
    """Those of the cases whose live award is not what the case says, or is gone."""
    live = and_(Award.case_id == Case.id, Award.reversed_at.is_(None), Award.fen == Case.award_fen)
    return frozenset(
        db.session.scalars(
            select(Case.id)
            .outerjoin(Award, live)
            .where(Case.id.in_(ids), Case.award_fen.is_not(None), Award.id.is_(None))
        )
    )
