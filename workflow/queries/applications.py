"""What an enterprise has applied for, and what the applicant's pages ask."""

from sqlalchemy import select

from workflow.db import db
from workflow.models.filing import Filing


def newest_filed(case_id: int) -> Filing | None:
    """The newest revision of the form that was handed in; None for a draft."""
    query = select(Filing).where(Filing.case_id == case_id, Filing.filed_at.is_not(None))
    return db.session.scalar(query.order_by(Filing.revision.desc()).limit(1))
