"""The budgets of a year as they stand, read from counters that are kept with every step. All money in fen."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import case, func, select

from workflow.clock import business_date
from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.budget_change import OPEN, BudgetChange
from workflow.models.budget_line import BudgetUse
from workflow.models.budget_work import BudgetInWork

#: A year has at most as many accounts as the rules have articles.
MOST_ACCOUNTS = 40
MOST_CHANGES = 100


class Standing(NamedTuple):
    """One article's budget of a year. Each figure is part of the one before it: planned ⊇ reserved ⊇ decided ⊇ paid."""

    article: int
    planned_fen: int
    reserved_fen: int
    """Approved, public notice begun."""
    decided_fen: int
    """Public notice over."""
    paid_fen: int
    """Confirmed by the bank."""
    free_fen: int
    """Planned and not reserved."""
    in_work_fen: int
    """What accepted applications that are not decided ask for; 0 for another year, as an approval takes this year's."""
    recovered_fen: int = 0
    """Claimed back; it does not make the budget larger."""

    @property
    def short_fen(self) -> int:
        """How much would be missing if everything in work were approved; 0 when it fits."""
        return max(0, self.in_work_fen - self.free_fen)


def standing(year: int) -> list[Standing]:
    """Every article that has a plan for the year, by number; one statement, whatever is stored."""
    account, use, work = BudgetAccount, BudgetUse, BudgetInWork
    now_year = business_date().year
    query = (
        select(
            account.article,
            account.planned_fen,
            account.reserved_fen,
            func.coalesce(use.decided_fen, 0),
            func.coalesce(use.paid_fen, 0),
            account.planned_fen - account.reserved_fen,
            case((account.year == now_year, func.coalesce(work.fen, 0)), else_=0),
            func.coalesce(use.recovered_fen, 0),
        )
        .outerjoin(use, use.account_id == account.id)
        .outerjoin(work, work.article == account.article)
        .where(account.year == year)
        .order_by(account.article)
        .limit(MOST_ACCOUNTS)
    )
    return [Standing._make(row) for row in db.session.execute(query)]


def years() -> list[int]:
    """The years that have a plan, the newest first."""
    found = select(BudgetAccount.year).distinct().order_by(BudgetAccount.year.desc()).limit(MOST_ACCOUNTS)
    return list(db.session.scalars(found))


def account(year: int, article: int) -> BudgetAccount | None:
    """The account of a year and article."""
    query = select(BudgetAccount).where(BudgetAccount.year == year, BudgetAccount.article == article)
    return db.session.scalars(query).one_or_none()


def changes(year: int) -> Sequence[BudgetChange]:
    """The newest changes of a year's plans, those that wait to be decided first."""
    query = select(BudgetChange).where(BudgetChange.year == year)
    order = (BudgetChange.state == OPEN).desc()
    return db.session.scalars(query.order_by(order, BudgetChange.id.desc()).limit(MOST_CHANGES)).all()


def change_for_decision(change_id: int) -> BudgetChange | None:
    """A proposed change by its id, locked until the commit."""
    return db.session.scalars(select(BudgetChange).where(BudgetChange.id == change_id).with_for_update()).first()
