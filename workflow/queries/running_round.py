"""What was done in the running round of cases, the referral of one that was handed on, and what runs beside them."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, select

from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.conditional import ConditionalAcceptance
from workflow.models.decision import Decision, Publicity
from workflow.models.evaluation import Evaluation, Review
from workflow.models.referral import Referral
from workflow.queries import hands as in_hands
from workflow.queries import proceedings, terms
from workflow.queries.hands import Hands
from workflow.queries.proceedings import Proceedings, newest_decision
from workflow.queries.terms import Terms, newest_condition

ROWS = (Evaluation, Review, Decision, Publicity, Referral)


class Running(NamedTuple):
    """The rows of a case's running round, and the counts of what runs beside it."""

    evaluation: Evaluation | None
    review: Review | None
    decision: Decision | None
    publicity: Publicity | None
    referral: Referral | None
    beside: Proceedings
    hands: Hands
    terms: Terms


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once: putting so many columns together costs more than asking."""
    return (
        select(Case.id, *ROWS, *proceedings.columns(), *in_hands.columns(), *terms.columns())
        .select_from(Case)
        .outerjoin(Evaluation, and_(Evaluation.case_id == Case.id, Evaluation.round == Case.round))
        .outerjoin(Review, and_(Review.case_id == Case.id, Review.round == Case.round))
        .outerjoin(Decision, and_(Decision.case_id == Case.id, Decision.round == Case.round))
        .outerjoin(Publicity, and_(Publicity.case_id == Case.id, Publicity.round == Case.round))
        .outerjoin(Referral, Referral.case_id == Case.id)
        .outerjoin(Transition, and_(Transition.case_id == Case.id, Transition.seq == newest_decision()))
        .outerjoin(ConditionalAcceptance, ConditionalAcceptance.id == newest_condition())
        .where(Case.id.in_(bindparam("ids", expanding=True)))
    )


def running(ids: Sequence[int]) -> dict[int, Running]:
    """Case → its running round. One query."""
    first = 1 + len(ROWS)
    second = first + len(Proceedings._fields)
    third = second + len(Hands._fields)
    return {
        row[0]: Running(
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            Proceedings(*row[first:second]),
            Hands(*row[second:third]),
            Terms(*row[third:]),
        )
        for row in db.session.execute(_statement(), {"ids": list(ids), **in_hands.values()})
    }
