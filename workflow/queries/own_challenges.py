"""An applicant's own appeals and withdrawals."""

from sqlalchemy import select

from workflow.db import db
from workflow.models.appeal import Appeal
from workflow.models.withdrawal import Withdrawal


def newest_appeal(case_id: int) -> Appeal | None:
    """The newest appeal of the case."""
    return db.session.scalar(select(Appeal).where(Appeal.case_id == case_id).order_by(Appeal.id.desc()).limit(1))


def withdrawal_of(case_id: int) -> Withdrawal | None:
    """The receipt of the case's withdrawal; a lapsed correction has none."""
    return db.session.get(Withdrawal, case_id)
