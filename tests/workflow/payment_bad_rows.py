"""The promises of the tables about payments: a row of each, a good copy, and one bad change for every constraint."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.models.bank_file import BankFile, BankRow
from workflow.models.payment import PaymentBatch
from workflow.models.payment_line import AccountCall, AccountView, PaymentLine
from workflow.models.payment_plan import PaymentPart, PaymentPlan

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
FAILED = {"state": "failed", "note": "x", "ended_at": AT}
UNDECIDED = {"decided_by": None, "decided_at": None}
BATCHES, LINES = (900_001, 900_002, 900_003), (900_011, 900_012)
TRIED = BATCHES[:2]

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "payment_line": {"batch_id": BATCHES[2], "place": 2, "voucher": "another"} | FAILED,
    "bank_answer": {"line_id": LINES[0]},
    "account_call": {"line_id": LINES[1]},
    "bank_file": {"sha256": "e" * 64},
    "bank_row": {"number": 9},
    "payment_plan": {"state": "refused", "answer": "x"},
    "payment_part": {"number": 3},
}
OF: dict[str, dict[str, Any]] = {
    "payment_line": {"state": "confirmed"},
    "payment_plan": {"state": "confirmed"},
    "payment_part": {"number": 2},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "payment_line_state_known": {"state": "lost", "note": ""},
    "payment_line_fen_in_range": {"fen": 0},
    "payment_line_instalment_range": {"instalment": 61},
    "payment_line_place_positive": {"place": 0},
    "payment_line_voucher_at_release": {"voucher": None},
    "payment_line_end_has_reason": {"note": ""},
    "payment_line_end_has_date": {"ended_at": None},
    "bank_answer_result_known": {"result": "lost", "bank_ref": None},
    "bank_answer_fen_in_range": {"fen": 0},
    "bank_answer_confirmed_has_bank_ref": {"bank_ref": None},
    "bank_answer_failed_has_reason": {"reason": "x"},
    "account_view_kind_known": {"kind": "dream"},
    "account_view_lines_positive": {"lines": 0},
    "account_view_purpose_length": {"purpose": ""},
    "account_call_note_length": {"note": "x"},
    "bank_file_sha256_length": {"sha256": "f"},
    "bank_file_name_length": {"name": ""},
    "bank_file_applied_by_somebody": {"applied_by": 1},
    "bank_file_applied_or_dropped": {"applied_by": 1, "applied_at": AT, "dropped_at": AT},
    "bank_file_ended_was_applied": {"ended_at": AT},
    "bank_row_state_known": {"state": "lost"},
    "bank_row_number_after_heading": {"number": 1},
    "bank_row_fits_a_line": {"line_id": None},
    "bank_row_fault_is_said": {"said_zh": "x"},
    "bank_row_result_known": {"result": "?"},
    "payment_plan_state_known": {"state": "lost", "answer": ""},
    "payment_plan_award_fen_in_range": {"award_fen": 0},
    "payment_plan_reason_length": {"reason": ""},
    "payment_plan_decided_by_somebody": UNDECIDED,
    "payment_plan_decision_has_date": {"decided_at": None},
    "payment_plan_decided_by_another": {"decided_by": "proposer"},
    "payment_plan_refusal_has_reason": {"answer": ""},
    "payment_part_fen_in_range": {"fen": 0},
    "payment_part_number_range": {"number": 61},
    "payment_part_met_has_date": {"met_at": None},
    "payment_part_met_has_note": {"met_note": ""},
    "payment_part_met_was_asked": {"condition": ""},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_payment_line_live": ({"state": "confirmed", "note": ""}, None),
    "uq_bank_file_bytes": ({}, None),
    "uq_payment_plan_open": ({"state": "proposed", "answer": ""} | UNDECIDED, {"state": "proposed"}),
    "uq_payment_plan_in_force": ({"state": "confirmed", "answer": ""}, None),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "bank_file.applied_by": {"applied_at": AT},
    "payment_plan.decided_by": {},
}


def payments(case_id: int) -> None:
    """Add them to the session, on a paid case: its payment was tried twice before, in batches of their own."""
    paid = db.session.scalars(select(PaymentLine).where(PaymentLine.case_id == case_id)).one()
    names = (
        "payment_id",
        "case_id",
        "enterprise_id",
        "instalment",
        "fen",
        "account_holder",
        "bank_name",
        "bank_account",
    )
    same = {name: getattr(paid, name) for name in names}
    for batch in BATCHES:
        db.session.add(PaymentBatch(id=batch, number=f"old-{batch}", total_fen=1, prepared_by=1, prepared_at=AT))
    db.session.flush()
    for batch, line in zip(TRIED, LINES, strict=True):
        db.session.add(PaymentLine(id=line, batch_id=batch, place=1, voucher=f"old-{line}", **FAILED, **same))
    db.session.flush()
    by = {"user_id": 1, "at": AT}
    db.session.add(AccountCall(line_id=LINES[0], note="打给财务核对过", actor_id=1, at=AT))
    db.session.add(AccountView(batch_id=BATCHES[0], kind="page", purpose="核对", lines=1, **by))
    file = BankFile(batch_id=BATCHES[0], name="a.csv", sha256="d" * 64, read_by=1, read_at=AT)
    db.session.add(file)
    db.session.flush()
    said = dict.fromkeys(("reference", "amount", "tail", "reason", "bank_ref", "said_zh", "said_en"), "")
    db.session.add(BankRow(file_id=file.id, number=2, line_id=LINES[0], result="confirmed", state="waiting", **said))
    _plans(case_id, paid.enterprise_id)


def _plans(case_id: int, firm: int) -> None:
    of = {"case_id": case_id, "enterprise_id": firm, "award_fen": 2, "reason": "x", "proposed_by": 1, "proposed_at": AT}
    held = PaymentPlan(**of, state="confirmed", decided_by=2, decided_at=AT, answer="")
    db.session.add_all([held, PaymentPlan(**of, state="proposed", answer="")])
    db.session.flush()
    met = {"met_by": 1, "met_at": AT, "met_note": "x", "condition": "验收"}
    db.session.add_all(
        [
            PaymentPart(plan_id=held.id, number=1, fen=1, condition="", met_note=""),
            PaymentPart(plan_id=held.id, number=2, fen=1, due_on=date(2027, 1, 1), **met),
        ]
    )
