"""The chain of a case's records: each hash covers a record and the hash before it."""

import hashlib
import json

from workflow.models.case import Transition

ALG = "sha256"


def chain_hash(previous: str, row: Transition) -> str:
    """Hash of a record and the hash before it, over a canonical JSON of every column that says what happened."""
    content = [
        previous,
        row.case_id,
        row.seq,
        row.action,
        row.state_before,
        row.state_after,
        row.actor_id,
        row.role,
        row.reason,
        row.detail,
        row.at.isoformat(),
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new(row.alg, text.encode()).hexdigest()
