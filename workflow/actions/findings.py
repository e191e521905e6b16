"""Keeping what was found: fact by fact beside the claim, and where it differs, as a number that two people changed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rules.proofs import AUDIT, EXPERTS, VISIT
from workflow.actions.override_rows import void_review
from workflow.actions.voiding import void
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.finding import Finding
from workflow.models.override import CONFIRMED, FACT, Override
from workflow.queries.casefile import CaseFile

KEYS = {VISIT: "visit_id", AUDIT: "audit_id", EXPERTS: "assessment_id"}


class Found(NamedTuple):
    """A fact as claimed and as found, both as rules take them, and what the enterprise reads beside it (10 characters or more)."""

    fact: str
    claimed: Any
    found: Any
    reason: str


class By(NamedTuple):
    """The visit, audit or assessment that found it, and the two people who stand for it."""

    source: str
    row: int
    first: int
    second: int


def keep(file: CaseFile, found: Sequence[Found], by: By) -> dict[str, Any]:
    """Write down what was found; the next evaluation goes by it. Gives what the record of the step notes.

    A finding that differs takes the place of whatever changed the fact before; one that bears out the claim only takes
    back what an earlier finding of the same kind had changed.
    """
    case, review, moved = file.case, void_review(file), False
    for one in found:
        row = Finding(
            case_id=case.id,
            enterprise_id=case.enterprise_id,
            source=by.source,
            fact=one.fact,
            claimed=one.claimed,
            found=one.found,
            at=now(),
        )
        setattr(row, KEYS[by.source], by.row)
        db.session.add(row)
        differs = one.found != one.claimed
        live = [row for row in file.overrides if row.state == CONFIRMED and row.fact == one.fact]
        moved |= bool(void([row for row in live if differs or row.source == by.source], "replaced")) or differs
        if differs:
            db.session.add(_override(case, one, by))
    db.session.flush()
    return {one.fact: [one.claimed, one.found] for one in found if one.found != one.claimed} | (review if moved else {})


def _override(case: Case, one: Found, by: By) -> Override:
    return Override(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        round=case.round,
        kind=FACT,
        fact=one.fact,
        claimed={"value": one.claimed},
        verified={"value": one.found},
        reason=one.reason,
        source=by.source,
        source_id=by.row,
        state=CONFIRMED,
        proposed_by=by.first,
        proposed_at=now(),
        decided_by=by.second,
        decided_at=now(),
    )
