"""The board is counted, and the head of the section reminds somebody of what is late longest."""

from sqlalchemy import select

from workflow.actions import board as acting
from workflow.clock import business_date
from workflow.db import db
from workflow.demo.play import actor
from workflow.jobs import board
from workflow.models.case import Case


def tell() -> None:
    """Count, and remind the owners of three late cases. Commits."""
    late = select(Case.number).where(Case.due_on < business_date(), Case.owner_id.is_not(None))
    numbers = list(db.session.scalars(late.order_by(Case.due_on, Case.id).limit(3)))
    if numbers:
        acting.remind(numbers, actor("cheng"))
    db.session.commit()
    board.count_new()
