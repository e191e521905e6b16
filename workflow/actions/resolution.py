"""The decision on a case: the secretary stages the committee's vote, the supervisor executes it in one transaction.

An approval reserves caps, budget and rent months at once; if any of them was used up since the evaluation, nothing is
written and a sentence says what is left. The caller commits, or rolls back on Refused.
"""

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from workflow.actions import budget, caps, publicity, rent, sample_draw
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.actions.paper import issue
from workflow.actions.voting import new_decision, on_agenda
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Award, Decision
from workflow.models.evaluation import Evaluation
from workflow.papers import refusal
from workflow.queries.awards import Proposal, proposal
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.limits import most_months
from workflow.queries.reservations import reserved_fen

NOT_DEFERRED = Blocker("not_deferred", "会议没有决定缓议", "The committee did not defer the case")
NO_VOTE = Blocker("no_vote", "还没有表决，不能签署", "There is no vote to sign yet")


def approve(case: Case, actor: Actor, reason: str = "", *, in_meeting: bool = False) -> Award:
    """Execute an approval: award, caps, budget, rent months, public notice, message. The case is locked by the caller.

    Up to 500,000 yuan computed no vote is needed. Raises Refused, also when room was lost since the evaluation, and for a
    case on the agenda of a meeting unless it is that meeting which is executed (`in_meeting`).
    """
    assert actor.user_id is not None
    file = open_file(case)
    if reasons := (*blockers(file.dossier, "approve", actor), *(() if in_meeting else on_agenda(case.id))):
        raise Refused(reasons)
    assert file.evaluation is not None, "a fresh evaluation is a guard of this step"
    booked = proposal(case, file.evaluation, file.dossier.award)
    award = _book(case, file.evaluation, booked, actor.user_id)
    decision = _executed(file, actor, "approve", booked.fen, reason)
    case.award_fen = booked.fen
    detail = {"award_fen": [None, booked.fen], "votes": _votes(decision)}
    step = advance(case, "approve", file.dossier, actor, Entry(reason=reason, detail=detail))
    tell_step(case, step, *publicity.announced(publicity.announce(case, booked.fen)))
    sample_draw.draw(case)
    return award


def _book(case: Case, evaluation: Evaluation, booked: Proposal, user_id: int) -> Award:
    for draw in booked.draws:
        caps.reserve(case, draw.scope, draw.fen, draw.limit_fen)
    if reserved_fen(case.id) != booked.fen:  # a meeting reserves for all its cases before the first is executed
        budget.give_back(case)
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


def reject(case: Case, actor: Actor, reason: str, *, in_meeting: bool = False) -> None:
    """Execute a refusal with the reason that the enterprise reads. Raises Refused, as `approve` does."""
    file = open_file(case)
    reasons = [*blockers(file.dossier, "reject", actor), *(() if in_meeting else on_agenda(case.id))]
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
    issue(case, "refusal", refusal.letter(file, reason))
    tell_step(case, step, f"理由：{reason}", f"Reason: {reason}")


def send_back(case: Case, actor: Actor, reason: str) -> None:
    """Return the case to the caseworker. A staged vote is void with it; it stays in the record. Raises Refused.

    What a meeting reserved for it is given back.
    """
    file = open_file(case)
    detail = {} if file.decision is None else {"void_vote": [file.decision.result, file.decision.amount_fen]}
    step = advance(case, "send_back", file.dossier, actor, Entry(reason=reason, detail=detail))
    if file.decision is not None:
        db.session.delete(file.decision)
    budget.give_back(case)
    tell_step(case, step)


def defer(case: Case, actor: Actor) -> None:
    """Execute a deferral: the case stays before the committee and is free for another meeting. Raises Refused."""
    file = open_file(case)
    if file.decision is None or file.decision.result != "defer":
        raise Refused((NOT_DEFERRED,))
    entry = Entry(reason=file.decision.reason, detail={"votes": _votes(file.decision)})
    advance(case, "defer", file.dossier, actor, entry)
    file.decision.executed_by, file.decision.executed_at = actor.user_id, now()
    db.session.flush()


def sign(case: Case, actor: Actor) -> None:
    """Another supervisor signs the staged decision; whoever executes it must be somebody else. Raises Refused."""
    file = open_file(case)
    decision = file.decision
    if decision is None:
        raise Refused((NO_VOTE,))
    advance(case, "second_signature", file.dossier, actor, Entry(detail={"award_fen": [None, decision.amount_fen]}))
    decision.second_by, decision.second_at = actor.user_id, now()
    db.session.flush()


def _executed(file: CaseFile, actor: Actor, result: str, fen: int, reason: str) -> Decision:
    """The round's decision row, executed; without a vote it is the supervisor's own resolution."""
    assert actor.user_id is not None
    decision = file.decision
    if decision is None:
        decision = new_decision(file)
        decision.result, decision.amount_fen, decision.meeting, decision.reason = result, fen, "", reason
        decision.votes_for = decision.votes_against = decision.votes_abstain = 0
        decision.recorded_by, decision.recorded_at = actor.user_id, now()
        db.session.add(decision)
    decision.executed_by, decision.executed_at = actor.user_id, now()
    return decision


def _votes(decision: Decision) -> list[int]:
    return [decision.votes_for, decision.votes_against, decision.votes_abstain]
