"""How long a policy version gives rent support: an assumption until the final text says it."""

from workflow.db import db
from workflow.models.zone import RentValidity
from workflow.queries.rulebook import policy


def set_last_month(version: str, month: str, source: str) -> None:
    """Support ends with this month (`YYYY-MM`). Raises LookupError for a version that was never published."""
    policy(version)
    db.session.merge(RentValidity(policy_version=version, month=month, source=source))
    db.session.flush()
