"""Publishing a policy version: proposed by a reviewer, approved by a supervisor, frozen from then on."""

from sqlalchemy import exists, or_, select

from rules.policy import Policy
from states.lifecycle import Refused
from states.names import Role
from workflow.actions.policy_refusals import NOT_APPROVER, NOT_PROPOSER, PUBLISHED
from workflow.clock import now
from workflow.db import db
from workflow.models.policy import PolicyVersion
from workflow.models.user import User, UserRole


def publish(policy: Policy, proposed_by: int, approved_by: int) -> PolicyVersion:
    """Freeze a version with its digests, for ever: a mistake in it is mended by another version.

    Raises Refused: the version or its very content is published already, or the two people do not hold the roles. The
    schema refuses one person for both parts, and of two publications at once the second.
    """
    reasons = [
        *([PUBLISHED] if _is_published(policy) else []),
        *([NOT_PROPOSER] if not _holds(proposed_by, Role.REVIEWER) else []),
        *([NOT_APPROVER] if not _holds(approved_by, Role.SUPERVISOR) else []),
    ]
    if reasons:
        raise Refused(tuple(reasons))
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


def _is_published(policy: Policy) -> bool:
    same = or_(PolicyVersion.version == policy.version, PolicyVersion.digest_words == policy.digest_words)
    return bool(db.session.scalar(select(exists().where(same))))


def _holds(user_id: int, role: Role) -> bool:
    """Whether the person is active and holds the role."""
    found = exists().where(User.id == user_id, User.active, UserRole.user_id == User.id, UserRole.role == role)
    return bool(db.session.scalar(select(found)))
