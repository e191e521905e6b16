"""The promises of the queue's tables: a good copy of each, and one bad change for every constraint."""

from typing import Any

from workflow.clock import now
from workflow.db import db
from workflow.models.saved_view import SavedView

GOOD: dict[str, dict[str, Any]] = {
    "saved_view": {"name": "another"},
    "firm_term": {"term": "another"},
    "case_term": {"term": "another"},
}
CHANGES: dict[str, dict[str, Any]] = {
    "saved_view_name_length": {"name": ""},
    "saved_view_address_length": {"name": "another", "address": ""},
}


def views(owner: int) -> None:
    """A saved view of somebody."""
    db.session.add(SavedView(owner_id=owner, name="租金", address="tab=all&q=条款:14", shared=True, at=now()))
