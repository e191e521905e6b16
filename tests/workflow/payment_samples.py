"""A file of the bank, a voucher and a plan of instalments for the addresses of the routes."""

from sqlalchemy import select

from tests.workflow.payment_bad_rows import AT
from workflow.actions import bank_file
from workflow.db import db
from workflow.demo.play import actor
from workflow.models.case import Case
from workflow.models.payment import PaymentBatch
from workflow.models.payment_line import PaymentLine
from workflow.models.payment_plan import PaymentPart, PaymentPlan
from workflow.sheets import Row


def payment_samples(case_id: int, batch: str) -> dict[str, str]:
    """Values for the parts of such addresses. The caller commits."""
    found = db.session.scalars(select(PaymentBatch).where(PaymentBatch.number == batch)).one()
    line = db.session.scalars(select(PaymentLine).where(PaymentLine.batch_id == found.id)).one()
    cells = {"reference": line.voucher or "", "amount": "1.00", "tail": "1", "result": "成功", "reason": ""}
    file = bank_file.read(found, "a.csv", "0" * 64, [Row(2, cells)], actor("fang"))
    case = db.session.get_one(Case, case_id)
    of = {"case_id": case_id, "enterprise_id": case.enterprise_id, "award_fen": 1, "proposed_at": AT, "answer": ""}
    plan = PaymentPlan(**of, state="proposed", reason="分两期", proposed_by=actor("qin").user_id)
    db.session.add(plan)
    db.session.flush()
    db.session.add(PaymentPart(plan_id=plan.id, number=1, fen=1, condition="", met_note=""))
    return {"file": str(file.id), "voucher": line.voucher or "", "plan": str(plan.id), "part": "1"}
