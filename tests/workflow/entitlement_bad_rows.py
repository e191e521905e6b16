"""The promises of the tables about bureau-started awards: a row of each, a good copy, and one bad change for every constraint."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.entitlement import AwardOffer, EntitlementList, EntitlementRow

AT, DAY = datetime(2026, 3, 18, 2, 12, tzinfo=UTC), date(2026, 4, 15)
CONFIRMED = {"confirmed_by": 2, "confirmed_at": AT, "answer_by": DAY}
ANSWERED = {"ended_at": AT, "answered_by": 1}

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "entitlement_list": {"sha256": "e" * 64},
    "entitlement_row": {"number": 9},
    "award_offer": {"number": 4, "uscc": "3" * 18},
}
OF: dict[str, dict[str, Any]] = {"award_offer": {"state": "open"}}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "entitlement_list_item_known": {"item": "14"},
    "entitlement_list_sha256_length": {"sha256": "f"},
    "entitlement_list_name_length": {"name": ""},
    "entitlement_list_confirmed_by_somebody": {"confirmed_by": 2},
    "entitlement_list_confirmed_by_another": CONFIRMED | {"confirmed_by": 1},
    "entitlement_list_confirmed_or_dropped": CONFIRMED | {"dropped_at": AT},
    "entitlement_list_confirmed_has_last_day": {"answer_by": DAY},
    "entitlement_row_standing_known": {"standing": "lost", "fen": 0, "said_zh": "x"},
    "entitlement_row_number_after_heading": {"number": 1},
    "entitlement_row_entitled_to_something": {"fen": 0},
    "entitlement_row_fen_in_range": {"fen": 1_000_000_001},
    "entitlement_row_otherwise_said_why": {"said_zh": "x"},
    "award_offer_state_known": {"state": "lost", "ended_at": AT},
    "award_offer_item_known": {"item": "14"},
    "award_offer_fen_in_range": {"fen": 0},
    "award_offer_uscc_length": {"uscc": "9"},
    "award_offer_accepted_has_case": {"state": "accepted"} | ANSWERED,
    "award_offer_ended_has_date": {"ended_at": AT},
    "award_offer_answered_by_somebody": {"answered_by": 1},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_entitlement_list_bytes": ({}, None),
    "uq_award_offer_live": ({}, None),
    "uq_award_offer_case_id": ({}, {"state": "accepted"}),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "entitlement_list.confirmed_by": {"confirmed_at": AT, "answer_by": DAY},
    "award_offer.case_id": {"state": "accepted"} | ANSWERED,
    "award_offer.answered_by": {"state": "declined", "ended_at": AT},
}


def entitlements(case_id: int) -> None:
    """Add them to the session: an open offer, one that became the case, and an entitled row without an offer yet."""
    call_id = db.session.scalars(select(Case.call_id).where(Case.id == case_id)).one()
    found = EntitlementList(item="10", call_id=call_id, name="a.xlsx", sha256="d" * 64, read_by=1, read_at=AT)
    db.session.add(found)
    db.session.flush()
    said = {"email": "", "facts": {}, "standing": "entitled", "fen": 100, "said_zh": "", "said_en": ""}
    for number in (2, 3, 4):
        db.session.add(EntitlementRow(list_id=found.id, number=number, uscc=str(number) * 18, name="某公司", **said))
    db.session.flush()
    same = {"list_id": found.id, "item": "10", "year": 2026, "fen": 100, "answer_by": DAY, "reason": ""}
    db.session.add(AwardOffer(number=2, uscc="1" * 18, state="open", **same))
    db.session.add(AwardOffer(number=3, uscc="2" * 18, state="accepted", case_id=case_id, **ANSWERED, **same))
    db.session.flush()
