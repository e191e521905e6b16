"""The vote of the committee on a case, as the secretary writes it down."""

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from workflow.actions.advance import Entry, advance
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.queries.casefile import open_file


def record_vote(  # noqa: PLR0913  # the figures of a vote
    case: Case,
    actor: Actor,
    *,
    result: str,
    amount_fen: int,
    votes_for: int,
    votes_against: int,
    votes_abstain: int,
    meeting: str,
    reason: str,
) -> Decision:
    """Stage the committee's vote of this round (`result`: approve, reject, defer; fen; votes as counted).

    A new vote replaces the staged one until the supervisor executes it; both stay in the record.
    Raises Refused: amount above the computed one, a reduction or refusal without reason, no majority for an approval.
    """
    assert actor.user_id is not None
    file = open_file(case)
    amount_fen = amount_fen if result == "approve" else 0
    votes = (votes_for, votes_against, votes_abstain)
    computed = file.evaluation.amount_fen if file.evaluation else 0
    if reasons := [
        *blockers(file.dossier, "record_vote", actor),
        *_vote_faults(result, amount_fen, computed, votes, reason),
    ]:
        raise Refused(tuple(reasons))
    decision = file.decision or Decision(case_id=case.id, round=case.round)
    before = [decision.result, decision.amount_fen] if file.decision else None
    decision.result, decision.amount_fen, decision.meeting, decision.reason = result, amount_fen, meeting, reason
    decision.votes_for, decision.votes_against, decision.votes_abstain = votes
    decision.recorded_by, decision.recorded_at = actor.user_id, now()
    detail = {"vote": [before, [result, amount_fen]], "votes": list(votes), "meeting": meeting}
    db.session.add(decision)
    advance(case, "record_vote", file.dossier, actor, Entry(reason=reason, detail=detail))
    return decision


def _vote_faults(result: str, fen: int, computed: int, votes: tuple[int, int, int], reason: str) -> list[Blocker]:
    faults = []
    if result not in {"approve", "reject", "defer"} or min(votes) < 0 or sum(votes) == 0:
        faults.append(Blocker("vote_counted", "请填写表决的票数和结果", "Fill in the counted votes and the result"))
    if result == "approve" and votes[0] <= votes[1]:
        faults.append(
            Blocker(
                "vote_majority",
                "同意票没有多过反对票，不能记为通过，请核对票数",
                "There are no more votes for than against, so it was not carried; check the votes",
            )
        )
    if result == "approve" and not 0 < fen <= computed:
        faults.append(
            Blocker(
                "award_within",
                f"审定金额要大于0，且不超过评估金额{money.grouped(computed)}元",
                f"The award must be above 0 and at most the computed {money.grouped(computed)} yuan",
            )
        )
    if (result != "approve" or fen < computed) and not reason.strip():
        faults.append(
            Blocker(
                "vote_reason",
                "调减、缓议和不予支持要写明理由，理由记入纪要",
                "Give the reason for a reduction, deferral or refusal; it goes into the minutes",
            )
        )
    return faults
