"""Finding a case of the stories again."""

from sqlalchemy import select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise


def case_of(firm: str, item: str, state: str) -> int:
    """Id of the newest case of the firm (part of its name) for the item in that state."""
    query = select(Case.id).join(Enterprise, Enterprise.id == Case.enterprise_id)
    query = query.where(Enterprise.name.contains(firm), Case.item == item, Case.state == state)
    return db.session.scalars(query.order_by(Case.id.desc()).limit(1)).one()
