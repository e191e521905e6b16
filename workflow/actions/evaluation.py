"""Running the rules on a case: inputs, sealed ledger context and outcome are kept as one object, for ever."""

from typing import Any

from rules import settling
from rules.adjusting import adjusted
from rules.fixed_form import ENGINE
from states.dossier import Actor
from states.lifecycle import Refused, blockers
from states.names import State
from workflow.actions import voiding
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.evaluation import Evaluation
from workflow.queries import matters, receipts
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.ledger import context_for
from workflow.queries.overrides import change_of
from workflow.queries.rulebook import policy


def evaluate(case: Case, actor: Actor, opinion: str = "") -> Evaluation:
    """Evaluate the filed facts by the policy version the case is pinned to, in a new round; 0 yuan is a result too.

    Evaluating again begins another round, so reviews and votes of the one before are void. Raises Refused when the
    procedure does not allow it. The context holds what the enterprise was awarded before, without this case; other money
    for the same matter is taken off by the version's way of settling it. The record of the step keeps the row's seal.
    """
    file = open_file(case)
    again = case.state != State.DOCUMENTS_CHECKED
    action = "evaluate_again" if again else "evaluate"
    if reasons := blockers(file.dossier, action, actor):
        raise Refused(reasons)
    context = context_for(case.enterprise_id, case.item, except_case=case.id)
    hits = matters.hits(case, file.filing)
    ruled = receipts.judge(case.item, file.inputs, context, hits, policy(case.policy_version))
    voided = voiding.amounts_misfitting(file, ruled.amount_fen)
    file = open_file(case) if voided else file
    outcome = adjusted(ruled, [change_of(row, file.item) for row in file.changes])
    assert actor.user_id is not None
    before = case.proposed_fen
    case.round += 1
    case.proposed_fen = outcome.amount_fen
    row = Evaluation(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        round=case.round,
        policy_version=case.policy_version,
        policy_digest=outcome.digest,
        engine=ENGINE,
        inputs_digest=file.inputs_digest,
        inputs=dict(file.inputs),
        context=context,
        hits=[settling.as_json(hit) for hit in hits],
        sources=receipts.sources(file),
        outcome=outcome.as_json(),
        amount_fen=outcome.amount_fen,
        eligible=outcome.eligible,
        reason=outcome.reason,
        opinion=opinion.strip(),
        actor_id=actor.user_id,
        at=now(),
    )
    detail = {"proposed_fen": [before, outcome.amount_fen], "round": case.round, "reason": outcome.reason}
    detail |= {"receipt": receipts.seal(row)} | _void(file) | ({"void_overrides": voided} if voided else {})
    step = advance(case, action, file.dossier, actor, Entry(reason=opinion.strip(), detail=detail))
    db.session.add(row)
    db.session.flush()
    tell_step(case, step)
    return row


def _void(file: CaseFile) -> dict[str, Any]:
    """The approvals of the round before, which end with it: the record names them."""
    passed = file.review is not None and file.review.result == "passed"
    return {"void_review": file.evaluation.round} if passed and file.evaluation else {}


def keep(case: Case, actor: Actor) -> None:
    """Go on with the evaluation and review of before: nothing they stood on changed with the correction. Raises Refused."""
    file = open_file(case)
    detail = {"proposed_fen": case.proposed_fen, "round": case.round}
    tell_step(case, advance(case, "keep_evaluation", file.dossier, actor, Entry(detail=detail)))
