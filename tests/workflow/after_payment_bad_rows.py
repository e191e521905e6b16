"""One bad row for every promise of recoveries' plans, notices and receipts, and of duties after payment; and a row of each."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.duty import Duty, DutyReminder, DutyReport
from workflow.models.recovery import Recovery
from workflow.models.repayment import RecoveryNotice, Repayment, RepaymentPart, RepaymentReminder

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
ON = date(2026, 6, 18)

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "repayment_part": {"number": 9},
    "repayment": {"bank_ref": "another"},
    "recovery_notice": {"recovery_id": 1, "sequence": 9},
    "repayment_reminder": {"kind": "late"},
    "duty": {"kind": "another"},
    "duty_report": {"ref": "another"},
    "duty_reminder": {"kind": "late"},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "repayment_part_number_range": {"number": 61},
    "repayment_part_fen_in_range": {"fen": 0},
    "repayment_fen_in_range": {"fen": 0},
    "repayment_bank_ref_length": {"bank_ref": ""},
    "recovery_notice_sequence_positive": {"sequence": 0},
    "recovery_notice_digest_length": {"digest": "x"},
    "repayment_reminder_kind_known": {"kind": "rumour"},
    "duty_state_known": {"state": "lost"},
    "duty_closed_by_someone": {"state": "met"},
    "duty_closed_has_date": {"closed_at": AT},
    "duty_breach_has_reason": {"state": "breached", "closed_by": 1, "closed_at": AT},
    "duty_report_body_length": {"body": ""},
    "duty_report_file_has_name": {"name": "a.pdf"},
    "duty_reminder_kind_known": {"kind": "rumour"},
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "duty.closed_by": {"state": "met", "closed_at": AT},
    "duty_report.sha256": {"name": "a.pdf"},
}


def after_payments(paid: int, spare: int) -> None:
    """Add a row for each table to the session: a decided recovery of a third case, and a report on a duty of the paid one."""
    other = db.session.scalars(select(Case).where(Case.id.not_in([paid, spare])).order_by(Case.id).limit(1)).one()
    claim = Recovery(case_id=other.id, enterprise_id=other.enterprise_id, paid_fen=1000, fen=1000, months_back=False)
    claim.reason, claim.state, claim.proposed_by, claim.proposed_at = "重复", "approved", 1, AT
    claim.decided_by, claim.decided_at, claim.answer = 2, AT, ""
    db.session.add(claim)
    duty = db.session.scalars(select(Duty).where(Duty.case_id == paid).order_by(Duty.id).limit(1)).one()
    db.session.flush()
    db.session.add_all(
        [
            RepaymentPart(recovery_id=claim.id, number=1, due_on=ON, fen=1000),
            Repayment(recovery_id=claim.id, fen=1, bank_ref="TH1", received_on=ON, actor_id=1, at=AT),
            RecoveryNotice(recovery_id=claim.id, year=2026, sequence=1, data={}, digest="0" * 64, made_at=AT),
            RepaymentReminder(recovery_id=claim.id, number=1, kind="soon", at=AT),
            DutyReport(duty_id=duty.id, ref="r" * 22, body="在用", author_id=1, at=AT),
            DutyReminder(duty_id=duty.id, kind="soon", at=AT),
        ]
    )
    db.session.flush()
