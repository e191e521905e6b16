"""What a meeting does to the year's budgets, by article, and where they do not cover its approvals."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select

from rules import money
from states.guard import Blocker
from workflow.clock import business_date
from workflow.db import db
from workflow.models.agenda import DECIDED, DONE, WAITING
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.queries.committee import Effect
from workflow.queries.meetings import Point
from workflow.queries.rulebook import article_number


class Shortage(NamedTuple):
    """Approvals of one article beyond its budget (fen)."""

    article: int
    approved: int
    room: int

    def blocker(self) -> Blocker:
        """The sentence."""
        total, room, over = (money.grouped(fen) for fen in (self.approved, self.room, self.approved - self.room))
        return Blocker(
            "budget_short",
            f"第{self.article}条本次通过合计{total}元，预算只剩{room}元，超出{over}元：请先按比例核减，或先调剂预算",
            f"Article {self.article}: {total} yuan approved, {room} left in the budget, {over} too much: cut in "
            "proportion or shift budget first",
        )


def effects(points: Sequence[Point]) -> list[Effect]:
    """The budgets that the agenda touches: used before it, decided in it, still open. What it has reserved counts as decided."""
    decided: dict[int, int] = {}
    waiting: dict[int, int] = {}
    for point in points:
        article = article_number(point.case.item)
        if point.item.state == WAITING or (point.item.state == DECIDED and point.void):
            waiting[article] = waiting.get(article, 0) + point.computed_fen
        elif point.item.state in {DECIDED, DONE} and point.decision and point.decision.result == "approve":
            decided[article] = decided.get(article, 0) + point.decision.amount_fen
    touched = sorted(waiting.keys() | decided.keys())
    rows = select(BudgetAccount).where(BudgetAccount.year == business_date().year, BudgetAccount.article.in_(touched))
    held = _held(point.case.id for point in points)
    return [
        Effect(
            row.article,
            row.planned_fen,
            row.reserved_fen - held.get(row.id, 0),
            decided.get(row.article, 0),
            waiting.get(row.article, 0),
        )
        for row in db.session.scalars(rows.order_by(BudgetAccount.article))
    ]


def _held(ids: Iterable[int]) -> dict[int, int]:
    """Account → what it holds for these cases already."""
    found: dict[int, int] = {}
    query = select(BudgetEntry.account_id, BudgetEntry.fen).where(BudgetEntry.case_id.in_(list(ids)))
    for account_id, fen in db.session.execute(query):
        found[account_id] = found.get(account_id, 0) + fen
    return found


def shortages(rows: Iterable[Effect]) -> list[Shortage]:
    """The articles whose budget does not cover what the meeting approved."""
    return [
        Shortage(row.article, row.decided, row.planned - row.used)
        for row in rows
        if row.decided > row.planned - row.used
    ]
