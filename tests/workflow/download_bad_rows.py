"""One bad row for every promise of the log of downloads, and a row of it."""

from datetime import UTC, datetime
from typing import Any

from workflow.db import db
from workflow.models.download import Download

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
#: check → the change it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "download_name_given": {"name": ""},
    "download_size_not_negative": {"size": -1},
    "download_sha256_length": {"sha256": "f"},
}


def downloads(user_id: int, case_id: int) -> None:
    """Add a row to the session."""
    row = Download(user_id=user_id, endpoint="papers.download", path="/papers/x", name="决定书.pdf", case_id=case_id)
    row.size, row.sha256, row.at = 1024, "f" * 64, AT
    db.session.add(row)
