"""Good and bad rows of verified facts and pins, for the tests of the schema."""

from datetime import UTC, datetime
from typing import Any

from workflow.db import db
from workflow.models.fact_check import FactCheck
from workflow.models.pin import Pin

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
GOOD: dict[str, dict[str, Any]] = {"pin": {"number": 2}}
CHANGES: dict[str, dict[str, Any]] = {
    "fact_check_result_known": {"result": "perhaps"},
    "fact_check_fact_named": {"fact": ""},
    "fact_check_digest_length": {"value_digest": "f"},
    "fact_check_rests_on_something": {"document_id": None, "note": ""},
    "pin_number_positive": {"number": 0},
    "pin_page_range": {"page": 501},
    "pin_place_is_whole": {"y": None},
    "pin_place_on_page": {"x": 1001},
    "pin_says_something": {"fact": "", "note": ""},
    "pin_removed_by_somebody": {"removed_at": AT},
}
WITH_REFERENCE = {"pin.removed_by": {"removed_at": AT}}


def marks(case_id: int, enterprise_id: int, document_id: int) -> None:
    """A verified fact and a pin on a document of the case."""
    at = {"case_id": case_id, "enterprise_id": enterprise_id, "document_id": document_id, "actor_id": 1, "at": AT}
    db.session.add(FactCheck(**at, fact="area", value_digest="0" * 64, result="confirmed", note="x"))
    db.session.add(Pin(**at, number=1, page=1, x=500, y=500, fact="area", note="x"))
