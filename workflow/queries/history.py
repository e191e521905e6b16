"""What happened to a case, and the clocks that follow from it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload, lazyload

from states.calendar import WorkCalendar
from states.limits import Limits
from states.moment import Moment
from states.stages import Standing, standing
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.decision import Decision
from workflow.models.enterprise import AboveScale
from workflow.models.evaluation import Evaluation, Review
from workflow.models.filing import Document, Filing, Verdict
from workflow.models.user import User


def transitions(case_id: int) -> Sequence[Transition]:
    """Every step of the case with who did it, oldest first."""
    actor = joinedload(Transition.actor).options(lazyload(User.roles), lazyload(User.enterprise))
    query = select(Transition).options(actor).where(Transition.case_id == case_id)
    return db.session.scalars(query.order_by(Transition.seq)).all()


def moments(rows: Sequence[Transition]) -> list[Moment]:
    """The steps as the clocks read them; an extension carries its working days in `detail`."""
    return [Moment(row.action, business_date(row.at), int(row.detail.get("days", 0))) for row in rows]


def clocks(case: Case, rows: Sequence[Transition], work_calendar: WorkCalendar, today: date) -> Standing:
    """Where the case stands in time, by the limits of its call."""
    return standing(moments(rows), work_calendar, today, Limits(**case.call.days))


class Round(NamedTuple):
    """One evaluation with what was decided on it."""

    evaluation: Evaluation
    review: Review | None
    decision: Decision | None


def rounds(case_id: int) -> list[Round]:
    """Every evaluation of the case with its review and vote, newest first."""
    query = (
        select(Evaluation, Review, Decision)
        .outerjoin(Review, and_(Review.case_id == Evaluation.case_id, Review.round == Evaluation.round))
        .outerjoin(Decision, and_(Decision.case_id == Evaluation.case_id, Decision.round == Evaluation.round))
        .where(Evaluation.case_id == case_id)
        .order_by(Evaluation.round.desc())
    )
    return [Round(*row) for row in db.session.execute(query)]


def filings(case_id: int) -> Sequence[Filing]:
    """Every handed-in revision of the form, oldest first."""
    query = select(Filing).where(Filing.case_id == case_id, Filing.filed_at.is_not(None)).order_by(Filing.revision)
    return db.session.scalars(query).all()


def verdicts(case_id: int) -> list[tuple[Verdict, Document]]:
    """Every verdict ever given on a document of the case, oldest first; none is ever changed."""
    query = select(Verdict, Document).join(Document, Document.id == Verdict.document_id)
    rows = db.session.execute(query.where(Document.case_id == case_id).order_by(Verdict.id))
    return [(row[0], row[1]) for row in rows]


def above_scale_years(enterprise_id: int) -> list[int]:
    """The years in which the statistics bureau's list holds the enterprise."""
    query = select(AboveScale.year).where(AboveScale.enterprise_id == enterprise_id).order_by(AboveScale.year)
    return list(db.session.scalars(query))
