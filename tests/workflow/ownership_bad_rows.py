"""One bad row for every promise of the tables of helpers, absences and runs over many cases."""

from datetime import UTC, date, datetime
from typing import Any

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "case_helper": {"case_id": "spare"},
    "absence_day": {"day": date(2090, 1, 1)},
    "bulk_run": {"ref": "another", "act": "claim", "undoes": None},
    "bulk_item": {"place": 400, "case_id": "spare"},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "case_helper_of_casework": {"duty_group": "finance"},
    "absence_of_casework": {"duty_group": "finance"},
    "absence_deputy_is_another": {"deputy_id": 5},
    "absence_days_in_order": {"until": date(2020, 1, 1)},
    "absence_ended_by_somebody": {"ended_at": AT},
    "bulk_run_act_known": {"act": "dance"},
    "bulk_run_total_range": {"total": 501},
    "bulk_run_undo_names_its_run": {"act": "undo"},
    "bulk_item_state_known": {"state": "lost", "at": AT},
    "bulk_item_place_range": {"place": 501},
    "bulk_item_done_has_step": {"state": "done", "at": AT},
    "bulk_item_result_has_date": {"at": AT},
    "bulk_item_refusal_says_why": {"state": "refused", "at": AT},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_bulk_run_undoes": ({"act": "undo"}, {"act": "undo"}),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "absence.ended_by": {"ended_at": AT},
    "bulk_run.undoes": {"act": "undo"},
    "bulk_item.seq": {"state": "done", "at": AT},
}
