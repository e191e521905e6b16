"""How the amount is computed and what was decided on it, reduced to what the applicant may see: no votes, no opinions."""

from collections.abc import Sequence
from typing import Any

from states.names import PaymentState, State
from workflow.queries.casefile import CaseFile
from workflow.queries.estimates import estimate
from workflow.queries.instalments import Part
from workflow.queries.rulebook import policy
from workflow.views.cut_line import cut_line
from workflow.views.filters import say

EVALUATED = {State.EVALUATED, State.COMMITTEE, State.PUBLICITY, State.PAID, State.REJECTED}
DECIDED = {State.PUBLICITY, State.PAID}


def calculation(file: CaseFile) -> dict[str, Any]:
    """The stored outcome of the evaluation, else what the rules give for the filed form; final once it is decided."""
    state = State(file.case.state)
    if file.evaluation is not None and state in EVALUATED:
        outcome: dict[str, Any] | None = file.evaluation.outcome
        source = "rejected" if state == State.REJECTED else "final" if state in DECIDED else "evaluated"
    else:
        computed = estimate(file.case, file.filing.facts)
        outcome, source = (computed.as_json() if computed else None), "estimate"
    decided = file.decision if file.decision is not None and file.decision.executed_at is not None else None
    reduced = decided is not None and outcome is not None and 0 < decided.amount_fen < outcome["amount_fen"]
    title = policy(file.case.policy_version).title
    return {
        "outcome": outcome,
        "source": source,
        "reduced": decided if reduced else None,
        "why": _why(file) if reduced else "",
        "rules": title,
    }


def _why(file: CaseFile) -> str:
    """Why less was decided than computed: the vote's reason, and the pro-rata cut."""
    cut = cut_line(file)
    voted = file.decision.reason if file.decision is not None and (cut is None or cut.staged) else ""
    return "　".join(text for text in (voted, say(cut.words) if cut else "") if text)


def decision(file: CaseFile) -> dict[str, Any] | None:
    """The amount decided, its day, the public notice and the payments; None while nothing is decided."""
    case, decided, notice = file.case, file.decision, file.publicity
    if State(case.state) not in DECIDED or case.award_fen is None:
        return None
    return {
        "fen": case.award_fen,
        "on": decided.executed_at if decided else None,
        "notice": (notice.starts_on, notice.ends_on) if notice else None,
        "paid": [
            (payment.fen, payment.confirmed_at)
            for payment in reversed(file.payments)
            if payment.state == PaymentState.CONFIRMED
        ],
        "to_come": _to_come(file),
    }


def _to_come(file: CaseFile) -> Sequence[Part]:
    """Planned instalments that have not arrived."""
    arrived = sum(payment.state == PaymentState.CONFIRMED for payment in file.payments)
    return file.planned.parts[arrived:]
