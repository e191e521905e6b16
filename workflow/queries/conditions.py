"""Conditional acceptances of which documents are still awaited."""

from sqlalchemy import select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.conditional import ConditionalAcceptance


def awaited_of(enterprise_id: int, limit: int = 20) -> list[tuple[Case, ConditionalAcceptance]]:
    """Cases of the enterprise that wait for documents to follow, the nearest day first."""
    query = (
        select(Case, ConditionalAcceptance)
        .join(ConditionalAcceptance, ConditionalAcceptance.case_id == Case.id)
        .where(Case.enterprise_id == enterprise_id, ConditionalAcceptance.state == "open")
        .order_by(ConditionalAcceptance.due_on, Case.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]
