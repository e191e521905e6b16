"""The cases before the committee that a pro-rata cut could reduce. All money in fen."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select

from rules import catalogue
from states.names import State
from workflow.db import db
from workflow.models.agenda import DECIDED, AgendaItem
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Evaluation
from workflow.models.threshold import VOTE
from workflow.queries.prorations import MOST_CASES, live_in
from workflow.queries.rulebook import article_number
from workflow.queries.thresholds import of_today


class Candidate(NamedTuple):
    """A case before the committee that could be cut: its staged amount, or the computed one while nothing is staged."""

    case_id: int
    number: str
    firm: str
    item: str
    fen: int
    voted: bool
    must_vote: bool
    """Above what the supervisor decides alone, and nothing was voted: not to be cut yet."""


def candidates(article: int, meeting_id: int | None) -> Sequence[Candidate]:
    """The cases of the article with an approval in sight that no cut has made, by number; of one meeting, or of all."""
    evaluated = and_(Evaluation.case_id == Case.id, Evaluation.round == Case.round)
    voted = and_(Decision.case_id == Case.id, Decision.round == Case.round)
    on_agenda = select(AgendaItem.case_id).where(AgendaItem.state == DECIDED, AgendaItem.meeting_id == meeting_id)
    query = (
        select(Case.id, Case.number, Enterprise.name, Case.item, Evaluation.amount_fen, Decision.amount_fen)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .join(Evaluation, evaluated)
        .outerjoin(Decision, voted)
        .where(Case.state == State.COMMITTEE, Case.item.in_(items_of(article)), Evaluation.amount_fen > 0)
        .where(or_(Decision.case_id.is_(None), Decision.result == "approve"))
        .order_by(Case.number)
        .limit(MOST_CASES)
    )
    if meeting_id is not None:
        query = query.where(Case.id.in_(on_agenda), Decision.result == "approve")
    rows = db.session.execute(query).all()
    cut, alone = live_in([row[0] for row in rows]), of_today(VOTE) or 0
    return [_candidate(row, alone) for row in rows if row[0] not in cut]


def _candidate(row: Any, alone: int) -> Candidate:
    computed, staged = row[4], row[5]
    return Candidate(
        case_id=row[0],
        number=row[1],
        firm=row[2],
        item=row[3],
        fen=computed if staged is None else staged,
        voted=staged is not None,
        must_vote=staged is None and computed > alone,
    )


def items_of(article: int) -> list[str]:
    """The items of an article: 7a and 7b of 7."""
    return [code for code in catalogue.ITEMS if article_number(code) == article]
