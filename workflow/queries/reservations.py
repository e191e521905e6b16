"""What the budget holds for cases."""

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.budget import BudgetEntry


def reserved_fen(case_id: int) -> int:
    """What is reserved for a case (fen), reversals taken off."""
    return int(
        db.session.scalar(select(func.coalesce(func.sum(BudgetEntry.fen), 0)).where(BudgetEntry.case_id == case_id))
        or 0
    )
