"""What the action on an override writes: the row itself, and its part of the record."""

from typing import Any

from workflow.actions.override_faults import Wanted
from workflow.clock import now
from workflow.models.override import AMOUNT, FACT, OPEN, Override
from workflow.queries.casefile import CaseFile
from workflow.queries.overrides import ruled_fen


def row_of(file: CaseFile, wanted: Wanted, user_id: int) -> Override:
    """An open override as wanted. One that brings back what was changed before names the row that it lifts."""
    claimed, verified = {"value": file.filing.facts.get(wanted.fact)}, {"value": wanted.value}
    back = wanted.value == claimed["value"] if wanted.fact else wanted.fen == ruled(file)
    lifted = next((one for one in file.changes if one.fact == wanted.fact), None) if back else None
    return Override(
        case_id=file.case.id,
        enterprise_id=file.case.enterprise_id,
        round=file.case.round,
        kind=FACT if wanted.fact else AMOUNT,
        fact=wanted.fact,
        claimed=claimed if wanted.fact else {},
        verified=verified if wanted.fact else {},
        from_fen=None if wanted.fact else ruled(file),
        to_fen=None if wanted.fact else wanted.fen,
        lifts=lifted.id if lifted else None,
        reason=wanted.reason.strip(),
        document_id=wanted.document.id if wanted.document else None,
        page=wanted.page,
        source="desk",
        state=OPEN,
        proposed_by=user_id,
        proposed_at=now(),
    )


def ruled(file: CaseFile) -> int:
    """What the rules gave in the evaluation in hand (fen)."""
    assert file.evaluation is not None, "an amount is changed after it was evaluated"
    by_rule = ruled_fen(file.evaluation)
    return file.evaluation.amount_fen if by_rule is None else by_rule


def void_review(file: CaseFile) -> dict[str, Any]:
    """The second review that loses its ground, for the record."""
    passed = file.review is not None and file.review.result == "passed"
    return {"void_review": file.case.round} if passed and not file.evaluation_stale else {}


def change(row: Override) -> dict[str, Any]:
    """From what to what, for the record."""
    if row.kind == AMOUNT:
        return {"adjusted_fen": [row.from_fen, row.to_fen]}
    return {row.fact: [row.claimed["value"], row.verified["value"]]}


def detail_of(row: Override, wanted: Wanted) -> dict[str, Any]:
    """The same with the evidence."""
    evidence = {"evidence": wanted.document.name} if wanted.document else {}
    return change(row) | evidence | ({"page": row.page} if row.page else {})
