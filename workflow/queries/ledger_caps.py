"""Proves the caps: each counter is the sum of its entries, and what a case holds of them is what it was granted. In fen."""

from collections.abc import Iterator

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.cap import CapAccount, CapEntry
from workflow.models.case import Case
from workflow.models.decision import Award
from workflow.models.enterprise import Enterprise
from workflow.queries.ledger_check import Finding


def findings() -> Iterator[Finding]:
    """Every difference, counters first; three queries whatever is stored."""
    account, entry = CapAccount, CapEntry
    summed = select(entry.account_id, func.sum(entry.fen).label("fen")).group_by(entry.account_id).subquery()
    rows = func.coalesce(summed.c.fen, 0)
    query = (
        select(Enterprise.name, account.item, account.scope, account.used_fen, account.limit_fen, rows)
        .join(Enterprise, Enterprise.id == account.enterprise_id)
        .outerjoin(summed, summed.c.account_id == account.id)
    )
    for name, item, scope, used, _limit, fen in db.session.execute(query.where(rows != account.used_fen)):
        yield Finding(f"cap of {name}, item {item}, {scope}", used, int(fen))
    for name, item, scope, used, limit, _fen in db.session.execute(query.where(account.used_fen > account.limit_fen)):
        yield Finding(f"cap of {name}, item {item}, {scope}, above its limit", used, limit)
    yield from _of_cases()


def _of_cases() -> Iterator[Finding]:
    """What a case draws on its caps is its live award, nothing once that is undone."""
    held = select(CapEntry.case_id, func.sum(CapEntry.fen).label("fen")).group_by(CapEntry.case_id).subquery()
    award = (
        select(Award.case_id, func.sum(Award.fen).label("fen"))
        .where(Award.reversed_at.is_(None))
        .group_by(Award.case_id)
        .subquery()
    )
    granted = func.coalesce(award.c.fen, 0)
    query = (
        select(Case.number, held.c.fen, granted)
        .select_from(held)
        .join(Case, Case.id == held.c.case_id)
        .outerjoin(award, award.c.case_id == held.c.case_id)
        .where(held.c.fen != granted)
    )
    for number, fen, should in db.session.execute(query.order_by(Case.id)):
        yield Finding(f"case {number}, caps", int(fen), int(should))
