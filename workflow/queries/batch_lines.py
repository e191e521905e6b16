"""The lines of one batch."""

from sqlalchemy import Select, select

from workflow.models.payment_line import PaymentLine


def held_cases(batch_id: int) -> Select[int]:
    """The cases whose payment the batch holds and has not released, as a query."""
    return select(PaymentLine.case_id).where(PaymentLine.batch_id == batch_id, PaymentLine.state == "prepared")
