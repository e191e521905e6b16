"""One bad row for every promise of the tables of notes, of documents to follow, and of following up referrals."""

from datetime import UTC, datetime
from typing import Any

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
FIRST, SECOND = 910_001, 910_002

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "note": {"corrects_id": None},
    "note_mention": {"user_id": 6},
    "deferral": {"kind": "another"},
    "conditional_acceptance": {"state": "met", "closed_at": AT},
    "conditional_reminder": {"days_left": 1},
    "department_contact": {"department_zh": "another"},
    "referral_reminder": {"days": 40},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "note_visibility_known": {"visibility": "press"},
    "note_author_of_bureau": {"author_id": 1, "author_group": "enterprise"},
    "note_body_length": {"body": ""},
    "note_mention_of_bureau": {"user_id": 1, "duty_group": "enterprise"},
    "conditional_acceptance_state_known": {"state": "lost"},
    "conditional_acceptance_on_failure_known": {"on_failure": "shrug"},
    "conditional_acceptance_closed_has_date": {"closed_at": None},
    "conditional_reminder_days_left_known": {"days_left": 2},
    "department_contact_has_name": {"name": ""},
    "department_contact_can_be_reached": {"email": "", "phone": ""},
    "referral_reminder_days_known": {"days": 21},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_note_corrects_id": ({}, {"corrects_id": FIRST}),
    "uq_conditional_acceptance_open": ({"state": "open", "closed_at": None}, None),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {"conditional_acceptance.accepted_by": {}}
