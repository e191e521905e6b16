"""One bad row for every promise of the tables of objections, appeals, second persons and corrections."""

from datetime import UTC, date, datetime
from typing import Any

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
ENDED = {"closed_at": AT}

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "objection": {"receipt": "another"},
    "objector": {"objection_id": 2, "form_key": "another"},
    "appeal": {"number": "another", "decision_seq": 2},
    "countersign": {"state": "void"},
    "correction_extension": {"place": 2},
    "correction_reminder": {"days_left": 1},
    "withdrawal": {"case_id": "spare", "number": "another"},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "objection_state_known": {"state": "lost"} | ENDED,
    "objection_closed_has_date": ENDED,
    "objection_answered_by_someone": {"state": "dismissed", "answer": "x"} | ENDED,
    "objection_answer_has_reason": {"state": "dismissed", "handler_id": 1} | ENDED,
    "objector_has_name": {"name": ""},
    "objector_has_contact": {"contact": ""},
    "objector_statement_length": {"statement": ""},
    "objector_file_has_name": {"file_name": "x.pdf"},
    "objector_known_or_counted": {"source": None},
    "appeal_subject_known": {"subject": "weather"},
    "appeal_state_known": {"state": "lost"} | ENDED,
    "appeal_grounds_length": {"grounds": ""},
    "appeal_closed_has_date": ENDED,
    "appeal_answered_by_someone": {"state": "kept", "answer": "x"} | ENDED,
    "appeal_answer_has_reason": {"state": "kept", "handler_id": 1} | ENDED,
    "countersign_action_known": {"action": "sneak"},
    "countersign_state_known": {"state": "lost"},
    "countersign_by_another": {"state": "confirmed", "second_by": "proposer", "second_at": AT},
    "countersign_answered_by_someone": {"state": "confirmed"},
    "countersign_answer_has_date": {"state": "confirmed", "second_by": 2},
    "countersign_has_reason": {"reason": ""},
    "countersign_objection_named": {"action": "uphold_objection"},
    "countersign_appeal_named": {"action": "uphold_appeal"},
    "countersign_one_ground": {"action": "uphold_objection", "objection_id": 1, "appeal_id": 1},
    "correction_extension_place_positive": {"place": 0},
    "correction_extension_days_range": {"days": 16},
    "correction_extension_gives_time": {"due_after": date(2020, 1, 1)},
    "correction_extension_has_reason": {"reason": ""},
    "correction_reminder_days_left_known": {"days_left": 2},
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "countersign.objection_id": {"action": "uphold_objection"},
    "countersign.second_by": {"state": "confirmed", "second_at": AT},
    "objector.file_sha256": {"file_name": "x.pdf"},
}
