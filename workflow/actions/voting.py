"""The vote of the committee on a case, as the secretary writes it down."""

from typing import NamedTuple

from sqlalchemy import select

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from workflow.actions.advance import Entry, advance
from workflow.clock import now
from workflow.db import db
from workflow.models.agenda import LIVE_STATES, AgendaItem
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.queries.casefile import CaseFile, open_file

ON_AGENDA = Blocker(
    "on_agenda",
    "这件已排进会议，请在会议里表决和执行",
    "This case is on the agenda of a meeting; it is voted on and decided there",
)


class Vote(NamedTuple):
    """A vote as counted: `result` approve, reject or defer; fen; for, against, abstained; the meeting by name."""

    result: str
    fen: int
    votes: tuple[int, int, int]
    meeting: str
    reason: str
    meeting_id: int | None = None


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
    """Stage a vote that was taken outside the meetings kept here (by letter, say): more for than against carries it.

    A new vote replaces the staged one until the supervisor executes it; both stay in the record.
    Raises Refused: the case stands on an agenda, amount above the computed one, no reason, no majority for an approval.
    """
    if reasons := on_agenda(case.id):
        raise Refused(reasons)
    votes = (votes_for, votes_against, votes_abstain)
    return stage(case, Vote(result, amount_fen, votes, meeting, reason), actor, carried=votes_for > votes_against)


def on_agenda(case_id: int) -> tuple[Blocker, ...]:
    """Why a case is not voted or decided on by itself: a meeting that is not executed yet has it."""
    live = select(AgendaItem.id).where(AgendaItem.case_id == case_id, AgendaItem.state.in_(LIVE_STATES))
    return () if db.session.scalar(live) is None else (ON_AGENDA,)


def stage(case: Case, vote: Vote, actor: Actor, *, carried: bool) -> Decision:
    """Write the vote of this round, in place of one before it. Raises Refused; the caller commits."""
    assert actor.user_id is not None
    file = open_file(case)
    fen = vote.fen if vote.result == "approve" else 0
    computed = file.evaluation.amount_fen if file.evaluation else 0
    if reasons := [
        *blockers(file.dossier, "record_vote", actor),
        *_vote_faults(vote._replace(fen=fen), computed, carried=carried),
    ]:
        raise Refused(tuple(reasons))
    decision = file.decision or new_decision(file)
    before = [decision.result, decision.amount_fen] if file.decision else None
    decision.result, decision.amount_fen, decision.meeting, decision.reason = (
        vote.result,
        fen,
        vote.meeting,
        vote.reason,
    )
    decision.votes_for, decision.votes_against, decision.votes_abstain = vote.votes
    decision.recorded_by, decision.recorded_at, decision.meeting_id = actor.user_id, now(), vote.meeting_id
    decision.executed_by = decision.executed_at = decision.second_by = decision.second_at = None
    detail = {"vote": [before, [vote.result, fen]], "votes": list(vote.votes), "meeting": vote.meeting}
    db.session.add(decision)
    advance(case, "record_vote", file.dossier, actor, Entry(reason=vote.reason, detail=detail))
    return decision


def new_decision(file: CaseFile) -> Decision:
    """The decision of this round, under the thresholds of today."""
    return Decision(
        case_id=file.case.id,
        round=file.case.round,
        vote_above_fen=file.vote_above_fen,
        second_above_fen=file.beside.second_above_fen,
    )


def _vote_faults(vote: Vote, computed: int, *, carried: bool) -> list[Blocker]:
    faults = []
    if vote.result not in {"approve", "reject", "defer"} or min(vote.votes) < 0 or sum(vote.votes) == 0:
        faults.append(Blocker("vote_counted", "请填写表决的票数和结果", "Fill in the counted votes and the result"))
    if vote.result == "approve" and not carried:
        faults.append(
            Blocker(
                "vote_majority",
                "同意票没有多过反对票，不能记为通过，请核对票数",
                "There are no more votes for than against, so it was not carried; check the votes",
            )
        )
    if vote.result == "approve" and not 0 < vote.fen <= computed:
        faults.append(
            Blocker(
                "award_within",
                f"审定金额要大于0，且不超过评估金额{money.grouped(computed)}元",
                f"The award must be above 0 and at most the computed {money.grouped(computed)} yuan",
            )
        )
    if (vote.result != "approve" or vote.fen < computed) and not vote.reason.strip():
        faults.append(
            Blocker(
                "vote_reason",
                "调减、缓议和不予支持要写明理由，理由记入纪要",
                "Give the reason for a reduction, deferral or refusal; it goes into the minutes",
            )
        )
    return faults
