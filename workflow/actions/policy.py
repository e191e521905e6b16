"""Publishing a policy version: proposed by one person, approved by another, frozen from then on."""

from rules.policy import Policy
from workflow.clock import now
from workflow.db import db
from workflow.models.policy import PolicyVersion


def publish(policy: Policy, proposed_by: int, approved_by: int) -> PolicyVersion:
    """Freeze a version with its digests. The schema refuses one person for both parts, and a version that exists."""
    row = PolicyVersion(
        version=policy.version,
        title=policy.title.zh[:200],
        source=policy.source[:200],
        frozen=policy.as_json(),
        digest=policy.digest,
        digest_words=policy.digest_words,
        proposed_by=proposed_by,
        approved_by=approved_by,
        published_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row
