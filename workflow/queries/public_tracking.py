"""A submitted case by its number, for the public status line."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workflow.db import db
from workflow.models.case import Case


def submitted_case(number: str) -> Case | None:
    """The case with enterprise and call, or None; drafts are nobody's to see."""
    query = select(Case).where(Case.number == number, Case.submitted_at.is_not(None))
    return db.session.scalar(query.options(joinedload(Case.enterprise), joinedload(Case.call)))
