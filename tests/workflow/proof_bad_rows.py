"""One bad row for every promise of the tables of visits, special audits, experts and what they found."""

from datetime import UTC, datetime
from typing import Any

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
NOT_YET: dict[str, Any] = {"result": None, "visited_on": None, "recorded_by": None, "recorded_at": None}

#: table → which of its rows is copied.
OF: dict[str, dict[str, Any]] = {"site_visit": {"state": "signed"}, "finding": {"source": "site_visit"}}
#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "visit_area": {"place": 2},
    "visit_photo": {"place": 2, "ref": "another"},
    "visit_signature": {"seat": 2, "lead_id": None, "second_id": 2},
    "special_audit": {"ref": "another"},
    "audit_check": {"audit_id": 2},
    "expert": {"name": "another"},
    "expert_seat": {"case_id": "spare"},
    "score_sheet": {"revision": 2, "ref": "another"},
    "score_line": {"criterion": "another"},
    "assessment": {"case_id": "spare"},
    "finding": {"fact": "another"},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "site_visit_cancelled_has_reason": {"state": "cancelled"} | NOT_YET,
    "site_visit_has_place": {"place": ""},
    "site_visit_recorded_by_a_visitor": {"recorded_by": 3},
    "site_visit_recorded_by_someone": {"recorded_by": None},
    "site_visit_recorded_has_result": {"state": "planned"},
    "site_visit_result_has_date": {"recorded_at": None},
    "site_visit_result_has_day": {"visited_on": None},
    "site_visit_result_known": {"result": "perhaps"},
    "site_visit_says_what_was_seen": {"seen": ""},
    "site_visit_state_known": {"state": "lost"} | NOT_YET,
    "site_visit_two_visitors": {"second_id": 1},
    "visit_area_claimed_range": {"claimed": -1},
    "visit_area_measured_range": {"measured": -1},
    "visit_area_place_range": {"place": 0},
    "visit_photo_place_range": {"place": 31},
    "visit_signature_seat_known": {"seat": 3, "second_id": None},
    "visit_signature_first_is_lead": {"lead_id": 1},
    "visit_signature_other_is_second": {"second_id": None},
    "visit_signature_digest_length": {"digest": "x"},
    "special_audit_has_firm": {"firm": ""},
    "special_audit_has_number": {"number": ""},
    "special_audit_has_file": {"file_name": ""},
    "audit_check_by_another": {"checked_by": 1},
    "audit_check_refusal_has_reason": {"agrees": False},
    "expert_has_name": {"name": ""},
    "expert_has_field": {"field": ""},
    "expert_has_employer": {"employer": ""},
    "expert_uscc_length": {"uscc": "x"},
    "expert_seat_state_known": {"state": "lost"},
    "expert_seat_seat_range": {"seat": 4},
    "expert_seat_declared_has_date": {"declared_at": None},
    "expert_seat_conflict_has_words": {"state": "conflict"},
    "score_sheet_revision_positive": {"revision": 0},
    "score_sheet_total_range": {"total": 10_001},
    "score_sheet_has_file": {"file_name": ""},
    "score_line_weight_range": {"weight": 0},
    "score_line_points_range": {"points": 101},
    "assessment_method_known": {"method": "dice"},
    "assessment_mark_range": {"mark": 10_001},
    "assessment_spread_range": {"spread": -1},
    "assessment_by_two": {"adopted_by": 1},
    "finding_source_known": {"source": "rumour", "visit_id": None},
    "finding_visit_named": {"visit_id": None},
    "finding_audit_named": {"audit_id": 1},
    "finding_assessment_named": {"assessment_id": 1},
    "finding_fact_named": {"fact": ""},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_site_visit_open": ({"state": "planned"} | NOT_YET, None),
    "uq_expert_seat_taken": ({"expert_id": 2}, None),
    "uq_expert_seat_case_id_expert_id": ({"seat": 2}, None),
    "pk_visit_signature": ({"lead_id": 1, "second_id": None}, None),
    "uq_finding_audit_id_fact": ({}, {"source": "special_audit"}),
    "uq_finding_assessment_id_fact": ({}, {"source": "assessment"}),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "audit_check.checked_by": {},
    "visit_signature.lead_id": {"seat": 1, "second_id": None, "visit_id": 2},
    "site_visit.lead_id": {"recorded_by": 2},
    "site_visit.second_id": {"recorded_by": 1},
    "site_visit.recorded_by": {"lead_id": 987_654_321},
    "finding.audit_id": {"source": "special_audit", "visit_id": None},
    "finding.assessment_id": {"source": "assessment", "visit_id": None},
}
