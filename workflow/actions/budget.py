"""The bureau's money for one year and article: approvals reserve it by `reserved = reserved + x`, never beyond the plan."""

from sqlalchemy import select, update

from rules import money
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions import budget_use
from workflow.actions.caps import changed
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.models.budget_line import RESERVED, BudgetLine
from workflow.models.case import Case
from workflow.queries.rulebook import article_number


def reserve(case: Case, fen: int) -> None:
    """Reserve `fen` > 0 of the current year's budget for the article of the case. No plan for it means no limit.

    Raises Refused when the plan has less left; the caller rolls back.
    """
    year, article = business_date().year, article_number(case.item)
    row = (BudgetAccount.year == year) & (BudgetAccount.article == article)
    account_id = db.session.scalar(select(BudgetAccount.id).where(row))
    if account_id is None:
        return
    room = BudgetAccount.reserved_fen + fen <= BudgetAccount.planned_fen
    if not changed(update(BudgetAccount).where(row, room).values(reserved_fen=BudgetAccount.reserved_fen + fen)):
        left = db.session.scalars(select(BudgetAccount.planned_fen - BudgetAccount.reserved_fen).where(row)).one()
        raise Refused((_no_room(year, article, fen, left),))
    _enter(BudgetEntry(account_id=account_id, case_id=case.id, fen=fen, at=now()))
    db.session.flush()


def give_back(case: Case) -> None:
    """Reverse every reservation of the case that is not reversed yet, and what was decided of it: an approval is undone."""
    budget_use.undecided(case)
    done = select(BudgetEntry.reversal_of).where(BudgetEntry.case_id == case.id, BudgetEntry.reversal_of.is_not(None))
    query = select(BudgetEntry).where(BudgetEntry.case_id == case.id, BudgetEntry.fen > 0, BudgetEntry.id.not_in(done))
    for entry in db.session.scalars(query.order_by(BudgetEntry.account_id, BudgetEntry.id)).all():
        account = BudgetAccount.id == entry.account_id
        changed(update(BudgetAccount).where(account).values(reserved_fen=BudgetAccount.reserved_fen - entry.fen))
        _enter(
            BudgetEntry(account_id=entry.account_id, case_id=case.id, fen=-entry.fen, reversal_of=entry.id, at=now())
        )
    db.session.flush()


def _enter(entry: BudgetEntry) -> None:
    """The reservation or its reversal, and its line in the account's ledger."""
    line = BudgetLine(account_id=entry.account_id, kind=RESERVED, fen=entry.fen, case_id=entry.case_id, at=entry.at)
    db.session.add_all([entry, line])


def _no_room(year: int, article: int, fen: int, left: int) -> Blocker:
    return Blocker(
        "budget_used",
        f"{year}年度第{article}条的预算只剩{money.grouped(left)}元，不够{money.grouped(fen)}元，请先调剂预算或退回",
        f"The {year} budget of article {article} has only {money.grouped(left)} yuan left, {money.grouped(fen)} are "
        "needed. Shift budget first, or send the case back",
    )
