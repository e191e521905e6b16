"""What is before the committee, and what deciding all of it would do to the budget."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, exists, select

from states.names import State
from workflow.clock import business_date
from workflow.db import db
from workflow.models.agenda import LIVE_STATES, AgendaItem
from workflow.models.budget import BudgetAccount
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Evaluation
from workflow.models.override import CONFIRMED, Override
from workflow.queries.rulebook import article_number

#: A committee of seven does not get through more in a day; the rest follows when these are decided.
AGENDA = 100


class Point(NamedTuple):
    """One case on the agenda. Money in fen; `result` is the staged vote, None before it."""

    number: str
    version: int
    item: str
    firm: str
    due_on: date | None
    computed_fen: int
    reason: str
    result: str | None
    fen: int | None
    votes_for: int | None
    votes_against: int | None
    votes_abstain: int | None
    meeting: str | None
    adjusted: bool
    """Two people changed a fact or the amount."""
    in_meeting: bool
    """It stands on the agenda of a meeting; the vote is taken there."""


def agenda(hidden: Select[Any] | None = None) -> Sequence[Point]:
    """The cases that await the decision, the one that is due first on top, with their staged votes; without the hidden."""
    of_round = and_(Decision.case_id == Case.id, Decision.round == Case.round)
    query = (
        select(
            Case.number,
            Case.version,
            Case.item,
            Enterprise.name,
            Case.due_on,
            Evaluation.amount_fen,
            Evaluation.reason,
            Decision.result,
            Decision.amount_fen,
            Decision.votes_for,
            Decision.votes_against,
            Decision.votes_abstain,
            Decision.meeting,
            exists().where(Override.case_id == Case.id, Override.state == CONFIRMED).correlate(Case),
            exists().where(AgendaItem.case_id == Case.id, AgendaItem.state.in_(LIVE_STATES)).correlate(Case),
        )
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .join(Evaluation, and_(Evaluation.case_id == Case.id, Evaluation.round == Case.round))
        .outerjoin(Decision, of_round)
        .where(Case.state == State.COMMITTEE)
        .order_by(Case.due_on, Case.id)
        .limit(AGENDA)
    )
    if hidden is not None:
        query = query.where(Case.id.not_in(hidden))
    return [Point._make(row) for row in db.session.execute(query)]


class Effect(NamedTuple):
    """What the agenda does to the year's budget of one article (fen)."""

    article: int
    planned: int
    used: int
    decided: int
    open: int

    @property
    def left(self) -> int:
        """What would be left if everything were approved; below zero when it does not fit."""
        return self.planned - self.used - self.decided - self.open


def budget_effect(points: Iterable[Point]) -> list[Effect]:
    """The budgets of this year that the agenda touches, by article."""
    decided: dict[int, int] = {}
    waiting: dict[int, int] = {}
    for point in points:
        article = article_number(point.item)
        if point.result is None:
            waiting[article] = waiting.get(article, 0) + point.computed_fen
        elif point.result == "approve":
            decided[article] = decided.get(article, 0) + (point.fen or 0)
    touched = sorted(waiting.keys() | decided.keys())
    query = select(BudgetAccount).where(BudgetAccount.year == business_date().year, BudgetAccount.article.in_(touched))
    return [
        Effect(row.article, row.planned_fen, row.reserved_fen, decided.get(row.article, 0), waiting.get(row.article, 0))
        for row in db.session.scalars(query.order_by(BudgetAccount.article))
    ]
