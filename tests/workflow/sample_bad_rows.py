"""One bad row for every promise of the tables of returned reviews and of random samples."""

from datetime import UTC, date, datetime
from typing import Any

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
CHECKED = {"state": "cleared", "checked_by": 1, "checked_at": AT, "note": "x"}
UNCHECKED = {"checked_by": None, "checked_at": None}
SETTLED = {"state": "overruled", "settled_by": 2, "settled_at": AT, "settling": "x"}

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "review_point": {"section": "facts"},
    "sample_seed": {"day": date(2090, 1, 1)},
    "sample_reveal": {"seed_id": 2},
    "sample_draw": {"seq": 3},
    "sample_check": {"seq": 2} | CHECKED,
    "sample_tally": {"year": 2090},
}
OF: dict[str, dict[str, Any]] = {"sample_rate": {"state": "approved"}}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "review_point_section_known": {"section": "weather"},
    "review_point_comment_length": {"comment": ""},
    "sample_rate_per_mille_range": {"per_mille": 1001},
    "sample_rate_state_known": {"state": "lost"},
    "sample_rate_has_reason": {"reason": ""},
    "sample_rate_decided_by_someone": {"decided_by": None, "decided_at": None},
    "sample_rate_decision_has_date": {"decided_at": None},
    "sample_rate_decided_by_another": {"decided_by": "proposer"},
    "sample_seed_commitment_length": {"commitment": "f"},
    "sample_reveal_seed_length": {"seed": "f"},
    "sample_draw_draw_range": {"draw": 1_000_000},
    "sample_draw_chosen_by_draw": {"chosen": True},
    "sample_check_state_known": {"state": "lost"},
    "sample_check_checked_by_someone": UNCHECKED,
    "sample_check_check_has_date": {"checked_at": None},
    "sample_check_check_has_note": {"note": ""},
    "sample_check_settled_by_someone": {"state": "overruled"},
    "sample_check_settling_has_date": SETTLED | {"settled_at": None},
    "sample_check_settled_by_another": SETTLED | {"settled_by": 1},
    "sample_check_settling_has_reason": SETTLED | {"settling": ""},
    "sample_tally_quarter_range": {"quarter": 5},
    "sample_tally_chosen_within_drawn": {"chosen": 3},
    "sample_tally_checked_within_chosen": {"cleared": 2},
    "sample_tally_not_negative": {"objected": -1},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_sample_rate_open": ({"state": "open"} | {"decided_by": None, "decided_at": None}, {"state": "open"}),
    "uq_sample_check_waiting": ({"state": "open"} | UNCHECKED, None),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "sample_check.checked_by": {},
    "sample_check.settled_by": {name: SETTLED[name] for name in ("state", "settled_at", "settling")},
}
