"""The decision on a case: the secretary stages the committee's vote, the supervisor executes it in one transaction.

An approval reserves caps, budget and rent months at once; if any of them was used up since the evaluation, nothing is
written and a sentence says what is left. The caller commits, or rolls back on Refused.
"""

from sqlalchemy import select

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from workflow.actions import budget, caps, publicity, rent
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Award, Decision
from workflow.models.evaluation import Evaluation
from workflow.queries.awards import Proposal, proposal
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.limits import most_months


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


def approve(case: Case, actor: Actor, reason: str = "") -> Award:
    """Execute an approval: award, caps, budget, rent months, public notice, message. The case is locked by the caller.

    Up to 500,000 yuan computed no vote is needed. Raises Refused, also when room was lost since the evaluation.
    """
    assert actor.user_id is not None
    file = open_file(case)
    if reasons := blockers(file.dossier, "approve", actor):
        raise Refused(reasons)
    assert file.evaluation is not None, "a fresh evaluation is a guard of this step"
    booked = proposal(case, file.evaluation, file.dossier.award)
    award = _book(case, file.evaluation, booked, actor.user_id)
    decision = _executed(file, actor, "approve", booked.fen, reason)
    case.award_fen = booked.fen
    detail = {"award_fen": [None, booked.fen], "votes": _votes(decision)}
    step = advance(case, "approve", file.dossier, actor, Entry(reason=reason, detail=detail))
    tell_step(case, step, *publicity.announced(publicity.announce(case, booked.fen)))
    return award


def _book(case: Case, evaluation: Evaluation, booked: Proposal, user_id: int) -> Award:
    for draw in booked.draws:
        caps.reserve(case, draw.scope, draw.fen, draw.limit_fen)
    budget.reserve(case, booked.fen)
    if booked.months:
        rent.take(
            case, [rent.Grant(*month) for month in booked.months], most_months(case.item, evaluation.policy_version)
        )
    award = Award(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        item=case.item,
        project=booked.project,
        year=booked.year,
        fen=booked.fen,
        actor_id=user_id,
        at=now(),
    )
    db.session.add(award)
    db.session.flush()
    return award


def undo_approval(case: Case, reason: str) -> None:
    """Give back caps, budget and rent months of an approval that no longer holds; the award is marked reversed.

    For an upheld objection, in the transaction of that step; the caller then empties `award_fen` and `cleared_at` together
    with the step that takes the case back to the committee.
    """
    caps.give_back(case)
    budget.give_back(case)
    rent.give_back(case, reason)
    live = select(Award).where(Award.case_id == case.id, Award.reversed_at.is_(None))
    for award in db.session.scalars(live):
        award.reversed_at = now()
    db.session.flush()


def reject(case: Case, actor: Actor, reason: str) -> None:
    """Execute a refusal with the reason that the enterprise reads. Raises Refused."""
    file = open_file(case)
    reasons = list(blockers(file.dossier, "reject", actor))
    if file.decision is not None and file.decision.result == "defer":
        reasons.append(
            Blocker(
                "deferred",
                "会议决定缓议，不能直接不予支持，请退回",
                "The committee deferred the case; it cannot be refused, send it back",
            )
        )
    if reasons:
        raise Refused(tuple(reasons))
    decision = _executed(file, actor, "reject", 0, reason)
    step = advance(case, "reject", file.dossier, actor, Entry(reason=reason, detail={"votes": _votes(decision)}))
    tell_step(case, step, f"理由：{reason}", f"Reason: {reason}")


def send_back(case: Case, actor: Actor, reason: str) -> None:
    """Return the case to the caseworker. A staged vote is void with it; it stays in the record. Raises Refused."""
    file = open_file(case)
    detail = {} if file.decision is None else {"void_vote": [file.decision.result, file.decision.amount_fen]}
    step = advance(case, "send_back", file.dossier, actor, Entry(reason=reason, detail=detail))
    if file.decision is not None:
        db.session.delete(file.decision)
        db.session.flush()
    tell_step(case, step)


def _executed(file: CaseFile, actor: Actor, result: str, fen: int, reason: str) -> Decision:
    """The round's decision row, executed; without a vote it is the supervisor's own resolution."""
    assert actor.user_id is not None
    decision = file.decision
    if decision is None:
        decision = Decision(
            case_id=file.case.id,
            round=file.case.round,
            result=result,
            amount_fen=fen,
            votes_for=0,
            votes_against=0,
            votes_abstain=0,
            meeting="",
            reason=reason,
            recorded_by=actor.user_id,
            recorded_at=now(),
        )
        db.session.add(decision)
    decision.executed_by, decision.executed_at = actor.user_id, now()
    return decision


def _votes(decision: Decision) -> list[int]:
    return [decision.votes_for, decision.votes_against, decision.votes_abstain]
