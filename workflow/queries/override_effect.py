"""What a proposed fact does to the amount, for whoever decides on it. Nothing is kept of this run."""

from collections.abc import Mapping
from typing import Any

from workflow.models.override import FACT, OPEN, Override
from workflow.queries import matters, receipts
from workflow.queries.casefile import CaseFile
from workflow.queries.ledger import context_for
from workflow.queries.rulebook import policy


def effect(file: CaseFile, row: Override) -> tuple[int, int] | None:
    """What the rules give (fen) for the facts as they count now, and with the proposed one in its place.

    None for an amount set by hand, which says it itself, and for a proposal that is decided.
    """
    if row.kind != FACT or row.state != OPEN:
        return None
    case = file.case
    context = context_for(case.enterprise_id, case.item, except_case=case.id)
    hits = matters.hits(case, file.filing)
    rules = policy(case.policy_version)

    def given(facts: Mapping[str, Any]) -> int:
        return receipts.judge(case.item, facts, context, hits, rules).amount_fen

    return given(file.inputs), given({**file.inputs, row.fact: row.verified["value"]})
