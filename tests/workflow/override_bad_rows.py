"""A row for the table of overrides, and one bad row for every promise of it."""

from datetime import UTC, datetime
from typing import Any

from workflow.db import db
from workflow.models.override import Override

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
LIVE = {"voided": "", "voided_at": None}
CONFIRMED = {"state": "confirmed", "decided_by": 2, "decided_at": AT} | LIVE
AMOUNT = {"kind": "amount", "fact": "", "from_fen": 2, "to_fen": 1}

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {"override": {"state": "void", "voided": "withdrawn", "voided_at": AT}}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "override_kind_known": {"kind": "mood"},
    "override_state_known": {"state": "lost"} | LIVE,
    "override_source_known": {"source": "rumour", "source_id": 1},
    "override_round_not_negative": {"round": -1},
    "override_fact_named": {"fact": ""},
    "override_from_of_amount": AMOUNT | {"from_fen": None},
    "override_to_of_amount": {"to_fen": 1},
    "override_to_in_range": AMOUNT | {"to_fen": 1_000_000_001},
    "override_amount_changes": AMOUNT | {"to_fen": 2},
    "override_fact_changes": {"claimed": {"value": "1.00"}, "verified": {"value": "1.00"}},
    "override_reason_length": {"reason": "九个字的理由不够长"},
    "override_has_evidence": {"document_id": None, "page": None},
    "override_finding_named": {"source": "site_visit"},
    "override_page_of_evidence": {"page": 0},
    "override_by_another": {"decided_by": "proposer", "decided_at": AT},
    "override_decision_has_date": {"decided_by": 2},
    "override_decided_by_someone": {"state": "confirmed"} | LIVE,
    "override_open_is_undecided": CONFIRMED | {"state": "open"},
    "override_refusal_has_reason": CONFIRMED | {"state": "refused"},
    "override_void_has_date": {"state": "open", "voided": "withdrawn"},
    "override_void_has_cause": {"voided": "boredom"},
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {"override.decided_by": {"decided_at": AT}}


def overrides(case_id: int, firm: int, document_id: int) -> None:
    """Add two facts to the session: one waits for its second person, one has been confirmed."""
    common: dict[str, Any] = {
        "case_id": case_id,
        "enterprise_id": firm,
        "round": 0,
        "kind": "fact",
        "claimed": {"value": "2.00"},
        "verified": {"value": "1.00"},
        "reason": "租赁合同上的面积是1平方米",
        "document_id": document_id,
        "page": 1,
        "source": "desk",
        "proposed_by": 1,
        "proposed_at": AT,
    }
    db.session.add(Override(**common, fact="area", state="open"))
    db.session.add(Override(**common, fact="months", state="confirmed", decided_by=2, decided_at=AT))
