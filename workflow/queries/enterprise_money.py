"""What an enterprise was awarded, paid and gave back, and how far its caps are used. All money in fen."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, text, true

from rules import catalogue
from workflow.db import db
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.models.cap import CapAccount
from workflow.models.case import Case
from workflow.models.decision import Award
from workflow.models.payment import Payment
from workflow.models.recovery import Recovery
from workflow.queries.limits import limit_in
from workflow.queries.rulebook import newest_version, policy


class Granted(NamedTuple):
    """Live awards of one item and year: how many, what was awarded, what the bank confirmed, what was claimed back."""

    item: str
    year: int
    cases: int
    awarded: int
    paid: int
    back: int


class Cap(NamedTuple):
    """A cap of one item within a scope (`year:2026`, `project:P1`, `ever`). `used` of an untouched one is 0."""

    item: str
    scope: str
    limit: int
    used: int

    @property
    def left(self) -> int:
        """What may still be awarded."""
        return self.limit - self.used


class Booked(NamedTuple):
    """What the enterprise holds of an article's budget of a year, beside the article's whole plan."""

    year: int
    article: int
    fen: int
    planned: int


def _of_award(table: type[Payment] | type[Recovery], state: str) -> ColumnElement[int]:
    # Said as the partial index has it, so that it is used: at most one recovery of a case is not refused.
    live = text("recovery.state <> 'refused'") if table is Recovery else true()
    summed = select(func.sum(table.fen)).where(table.case_id == Award.case_id, table.state == state, live)
    return func.coalesce(summed.correlate(Award).scalar_subquery(), 0)


def granted(enterprise_id: int) -> list[Granted]:
    """Live awards by item and year, the newest year first."""
    query = (
        select(
            Award.item,
            Award.year,
            func.count(),
            func.sum(Award.fen),
            func.sum(_of_award(Payment, "confirmed")),
            func.sum(_of_award(Recovery, "approved")),
        )
        .where(Award.enterprise_id == enterprise_id, Award.reversed_at.is_(None))
        .group_by(Award.item, Award.year)
    )
    rows = [Granted(row[0], row[1], row[2], *map(int, row[3:])) for row in db.session.execute(query)]
    return sorted(rows, key=lambda row: (-row.year, _place(row.item)))


def caps(enterprise_id: int, today: date) -> list[Cap]:
    """Every cap the enterprise has drawn on, and this year's and lifelong ones it has not, by item and scope."""
    query = select(CapAccount.item, CapAccount.scope, CapAccount.limit_fen, CapAccount.used_fen)
    found = [Cap(*row) for row in db.session.execute(query.where(CapAccount.enterprise_id == enterprise_id))]
    known, rules = {(cap.item, cap.scope) for cap in found}, policy(newest_version())
    for item in catalogue.ITEMS:
        limit = limit_in(item, rules) if catalogue.item(item).kind == "computes" else None
        scope = {"year": f"year:{today.year}", "ever": "ever"}.get(limit.scope if limit else "")
        if limit and scope and (item, scope) not in known:
            found.append(Cap(item, scope, limit.fen, 0))
    return sorted(sorted(found, key=lambda cap: cap.scope, reverse=True), key=lambda cap: _place(cap.item))


def booked(enterprise_id: int) -> Sequence[Booked]:
    """What its approvals hold of the budgets, the newest year first."""
    query = (
        select(BudgetAccount.year, BudgetAccount.article, func.sum(BudgetEntry.fen), BudgetAccount.planned_fen)
        .join(BudgetEntry, BudgetEntry.account_id == BudgetAccount.id)
        .join(Case, Case.id == BudgetEntry.case_id)
        .where(Case.enterprise_id == enterprise_id)
        .group_by(BudgetAccount.id, BudgetAccount.year, BudgetAccount.article, BudgetAccount.planned_fen)
        .having(func.sum(BudgetEntry.fen) > 0)
        .order_by(BudgetAccount.year.desc(), BudgetAccount.article)
    )
    return [Booked(row[0], row[1], int(row[2]), row[3]) for row in db.session.execute(query)]


def _place(item: str) -> int:
    return catalogue.ITEMS.index(item) if item in catalogue.ITEMS else len(catalogue.ITEMS)
