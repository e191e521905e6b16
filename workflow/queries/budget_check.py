"""Proves the budget's ledger: counters against lines, lines against reservations, cases and payments. All money in fen.

Nothing here trusts the constraints that keep these promises, or the counters: all is added up from the rows.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, func, literal, or_, select, true

from states.names import State
from workflow.db import db
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.models.budget_line import DECIDED, PAID, PLANNED, RECOVERED, RESERVED, BudgetLine, BudgetUse
from workflow.models.budget_work import BudgetInWork
from workflow.models.case import Case
from workflow.models.payment import Payment
from workflow.models.recovery import Recovery
from workflow.queries.budget_work import asked

AWARDED = (State.PUBLICITY, State.PAID)


class Finding(NamedTuple):
    """A figure that is not the sum it stands for: where, what it says, what the rows say."""

    where: str
    kept: int
    summed: int


def findings() -> Iterator[Finding]:
    """Every difference. The number of queries does not depend on the ledger."""
    yield from _counters()
    yield from _reservations()
    yield from _cases()
    yield from _in_work()


def _sum(kind: str) -> Subquery:
    """Case and account → the sum of its lines of a kind."""
    line = BudgetLine
    query = select(line.case_id, line.account_id, func.sum(line.fen).label("fen")).where(line.kind == kind)
    return query.group_by(line.case_id, line.account_id).subquery()


def _counters() -> Iterator[Finding]:
    account, use, line = BudgetAccount, BudgetUse, BudgetLine
    sums: dict[tuple[int, str], int] = {}
    for account_id, kind, fen in db.session.execute(
        select(line.account_id, line.kind, func.sum(line.fen)).group_by(line.account_id, line.kind)
    ):
        sums[account_id, kind] = int(fen)
    kept = select(
        account.id, account.year, account.article, account.planned_fen, account.reserved_fen, use.decided_fen,
        use.paid_fen, use.recovered_fen,
    ).outerjoin(use, use.account_id == account.id)  # fmt: skip
    for row in db.session.execute(kept.order_by(account.year, account.article)):
        for kind, fen in zip((PLANNED, RESERVED, DECIDED, PAID, RECOVERED), row[3:], strict=True):
            if (fen or 0) != sums.get((row[0], kind), 0):
                yield Finding(f"{row[1]}, article {row[2]}, {kind}", fen or 0, sums.get((row[0], kind), 0))


def _reservations() -> Iterator[Finding]:
    """The lines of reservations are the entries that approvals wrote."""
    account, entry, line = BudgetAccount, BudgetEntry, _sum(RESERVED)
    entries = select(entry.case_id, entry.account_id, func.sum(entry.fen).label("fen"))
    of_case = entries.group_by(entry.case_id, entry.account_id).subquery()
    same = and_(line.c.case_id == of_case.c.case_id, line.c.account_id == of_case.c.account_id)
    query = (
        select(Case.number, account.year, account.article, func.coalesce(line.c.fen, 0), of_case.c.fen)
        .select_from(of_case)
        .join(Case, Case.id == of_case.c.case_id)
        .join(account, account.id == of_case.c.account_id)
        .outerjoin(line, same)
        .where(func.coalesce(line.c.fen, 0) != of_case.c.fen)
    )
    for number, year, article, kept, summed in db.session.execute(query):
        yield Finding(f"case {number}, {year}, article {article}, reserved", int(kept), int(summed))


def _cases() -> Iterator[Finding]:
    """What a case holds is its award; decided is what was cleared, paid what the bank confirmed, and so on."""
    award, nothing = func.coalesce(Case.award_fen, 0), literal(0)
    yield from _differ("reserved", RESERVED, award, Case.state.in_(AWARDED))
    yield from _differ("decided", DECIDED, award, Case.cleared_at.is_not(None))
    yield from _differ("decided too early", DECIDED, nothing, Case.cleared_at.is_(None))
    yield from _differ("paid", PAID, _of(Payment, "confirmed"), true())
    yield from _differ("recovered", RECOVERED, _of(Recovery, "approved"), true())


def _of(table: type[Payment] | type[Recovery], state: str) -> ColumnElement[int]:
    summed = select(func.coalesce(func.sum(table.fen), 0)).where(table.case_id == Case.id, table.state == state)
    return summed.correlate(Case).scalar_subquery()


def _differ(word: str, kind: str, live: ColumnElement[int], which: ColumnElement[bool]) -> Iterator[Finding]:
    """Cases that hold budget, or whose lines of the kind are left over, and do not come to what is `live`."""
    held, lines = _sum(RESERVED), _sum(kind)
    kept = func.coalesce(lines.c.fen, 0)
    query = (
        select(Case.number, kept, live)
        .select_from(held)
        .join(Case, Case.id == held.c.case_id)
        .outerjoin(lines, and_(lines.c.case_id == Case.id, lines.c.account_id == held.c.account_id))
        .where(which, kept != live, or_(held.c.fen > 0, kept != 0))
    )
    for number, fen, summed in db.session.execute(query.order_by(Case.id)):
        yield Finding(f"case {number}, {word}", int(fen), int(summed))


def _in_work() -> Iterator[Finding]:
    """The worker's sums are what undecided cases ask for."""
    live: dict[int, int] = {}
    for article, fen in asked(true()).values():
        live[article] = live.get(article, 0) + fen
    kept = {row[0]: row[1] for row in db.session.execute(select(BudgetInWork.article, BudgetInWork.fen))}
    for article in sorted(live.keys() | kept.keys()):
        if kept.get(article, 0) != live.get(article, 0):
            yield Finding(f"article {article}, in work", kept.get(article, 0), live.get(article, 0))
