"""One bad row for every promise of the tables of administration; and a row of each."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.models.admin_change import AdminChange
from workflow.models.admin_event import AdminEvent
from workflow.models.call import Call

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
UNDECIDED = {"decided_by": None, "decided_at": None}

#: table → the row that is copied.
OF: dict[str, dict[str, Any]] = {"admin_change": {"state": "approved"}, "admin_event": {"deed": "proposed"}}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "admin_change_kind_known": {"kind": "lost"},
    "admin_change_state_known": {"state": "lost"},
    "admin_change_has_subject": {"subject": ""},
    "admin_change_has_reason": {"reason": ""},
    "admin_change_decided_by_someone": UNDECIDED,
    "admin_change_decision_has_date": {"decided_at": None},
    "admin_change_decided_by_another": {"decided_by": "proposer"},
    "admin_change_refusal_has_reason": {"state": "refused"},
    "admin_event_kind_known": {"kind": "lost"},
    "admin_event_deed_known": {"deed": "lost"},
    "admin_event_change_unless_done": {"change_id": None},
    "admin_event_has_subject": {"subject": ""},
}
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_admin_change_open": ({"state": "open"} | UNDECIDED, {"state": "open"}),
}


def administered() -> None:
    """Add a row for each table to the session: one change was approved, another of the same kind waits."""
    said = {
        "kind": "days",
        "subject": "days",
        "before": {},
        "after": {"days": {"payment": 14}},
        "reason": "x",
        "answer": "",
    }
    by = {"proposed_by": 1, "proposed_at": AT}
    made = AdminChange(**said, **by, state="approved", decided_by=2, decided_at=AT)
    db.session.add_all([made, AdminChange(**said, **by, state="open")])
    db.session.flush()
    event = {"kind": "days", "subject": "days", "actor_id": 1, "at": AT, "detail": {}}
    db.session.add(AdminEvent(**event, deed="proposed", change_id=made.id))
    db.session.flush()


def _subject() -> str:
    call = db.session.scalars(select(Call).order_by(Call.id).limit(1)).one()
    return f"{call.item}-{call.year}-{call.round}"


def admin_samples() -> dict[str, str]:
    """Values for the parts of the addresses of administration."""
    administered()
    waits = db.session.scalars(select(AdminChange.id).where(AdminChange.state == "open")).one()
    return {"admin_change": str(waits), "login": "shen", "question": "10.reach", "subject": _subject()}
