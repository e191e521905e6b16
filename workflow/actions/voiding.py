"""Overrides that no longer count: the applicant corrected the fact, or the rules now compute another amount.

Each stays as a row and says why; whoever calls writes the ids into the record of the step.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.clock import now
from workflow.db import db
from workflow.models.override import AMOUNT, CONFIRMED, FACT, OPEN, VOID, Override
from workflow.queries.casefile import CaseFile

ALIVE = frozenset({OPEN, CONFIRMED})


def void(rows: Iterable[Override], cause: str) -> list[int]:
    """Void them for one of `models.override.VOIDED`; gives their ids."""
    gone = []
    for row in rows:
        row.state, row.voided, row.voided_at = VOID, cause, now()
        gone.append(row.id)
    if gone:
        db.session.flush()
    return gone


def amounts_misfitting(file: CaseFile, computed_fen: int) -> list[int]:
    """Void the changes of the amount that were made for another computed amount (fen) than this."""
    alive = (row for row in file.overrides if row.kind == AMOUNT and row.state in ALIVE)
    return void([row for row in alive if row.from_fen != computed_fen], "amount_changed")


def claims_changed(file: CaseFile, facts: Mapping[str, Any]) -> list[int]:
    """Void the changes of facts that the applicant now claims otherwise; those of facts that stayed go on counting."""
    alive = (row for row in file.overrides if row.kind == FACT and row.state in ALIVE)
    return void([row for row in alive if row.claimed["value"] != facts.get(row.fact)], "claim_changed")
