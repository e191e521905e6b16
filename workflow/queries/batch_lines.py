"""The lines of one batch."""

from collections.abc import Sequence

from sqlalchemy import select

from workflow.db import db
from workflow.models.payment_line import PaymentLine


def held_cases(batch_id: int) -> Sequence[int]:
    """The cases whose payment the batch holds and has not released."""
    mine = (PaymentLine.batch_id == batch_id, PaymentLine.state == "prepared")
    return db.session.scalars(select(PaymentLine.case_id).where(*mine).order_by(PaymentLine.case_id)).all()
