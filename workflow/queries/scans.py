"""What the scanner found."""

from collections.abc import Collection

from sqlalchemy import select

from workflow.db import db
from workflow.models.document import ScanResult


def findings(hashes: Collection[str]) -> dict[str, str]:
    """SHA-256 → what the scanner found in those bytes; the newest finding counts. No query for nothing."""
    if not hashes:
        return {}
    query = select(ScanResult.sha256, ScanResult.finding).where(
        ScanResult.sha256.in_(hashes), ScanResult.verdict == "infected"
    )
    return {row[0]: row[1] for row in db.session.execute(query.order_by(ScanResult.id))}
