"""What a line of the queue shows of a case, as plain columns."""

from typing import Any, TypeAlias

from sqlalchemy import Select, and_, func, select
from sqlalchemy.sql.expression import Subquery

from workflow.models.case import Case, Transition
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Evaluation, Review
from workflow.models.user import User
from workflow.queries.queue_tabs import to_follow

Statement: TypeAlias = Select[*tuple[Any, ...]]
AMOUNT = func.coalesce(Case.award_fen, Case.proposed_fen, Case.estimate_fen)
COLUMNS = (
    Case.id, Case.number, Case.item, Case.state, Case.due_on, Case.owner_id, Case.enterprise_id, Case.submitted_at,
    Case.accepted_at, Case.cleared_at, Case.size_fen, AMOUNT.label("fen"),
)  # fmt: skip


def rows_of(kept: Subquery) -> Statement:
    """What a line shows of the cases with these ids."""
    return (
        select(
            *COLUMNS,
            Enterprise.name.label("firm"),
            Enterprise.uscc,
            User.name.label("owner"),
            Evaluation.reason.label("reason"),
            Review.result.label("review"),
            Transition.at.label("moved"),
            to_follow(Case).label("to_follow"),
        )
        .select_from(kept)
        .join(Case, Case.id == kept.c.id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(User, User.id == Case.owner_id)
        .outerjoin(Evaluation, and_(Evaluation.case_id == Case.id, Evaluation.round == Case.round))
        .outerjoin(Review, and_(Review.case_id == Case.id, Review.round == Case.round))
        .outerjoin(Transition, and_(Transition.case_id == Case.id, Transition.seq == Case.version))
    )
