"""The vote of a meeting on a case or on a block: counted by the rule of the meeting, staged until the meeting is executed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.voting import IN_TURN, out_of_turn
from workflow.actions.voting import Vote, stage
from workflow.db import db
from workflow.models import meeting as words
from workflow.models.agenda import DECIDED, WAITING, AgendaItem, Ballot
from workflow.models.case import Case
from workflow.models.meeting import Meeting
from workflow.queries.casefile import CaseFile
from workflow.queries.meetings import Entitled, entitled, rule_of

NOT_OPEN = Blocker(
    "meeting_not_open", "会议没有在开，不能记录表决", "The meeting is not in session; no vote can be recorded"
)
IN_ORDER = Blocker(
    "vote_in_turn",
    "依次表决要按席位逐人记录，前一位同意了才轮到下一位",
    "Voting in turn is recorded member by member by seat; the next votes once the one before has agreed",
)
NOT_ENTITLED = Blocker(
    "not_entitled", "没有到会或已回避的委员不能表决", "A member who is absent or recused does not vote"
)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A vote as it was counted, or member by member (`ballots`: member → for, against, abstain)."""

    result: str
    fen: int = 0
    votes: tuple[int, int, int] = (0, 0, 0)
    reason: str = ""
    ballots: Mapping[int, str] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[int, int, int]:
        """For, against, abstained."""
        if not self.ballots:
            return self.votes
        cast = list(self.ballots.values())
        return cast.count("for"), cast.count("against"), cast.count("abstain")


def record(row: Meeting, item: AgendaItem, case: Case, counted: Counted, actor: Actor) -> None:
    """Stage the vote on a case (locked) of a meeting in session; it replaces one taken before. Raises Refused."""
    if row.state != words.OPEN:
        raise Refused((NOT_OPEN,))
    voters, votes = entitled(row.id, case.id), counted.figures
    if faults := _faults(row, voters, counted):
        raise Refused(tuple(faults))
    vote = Vote(counted.result, counted.fen, votes, row.name, counted.reason, meeting_id=row.id)
    stage(case, vote, actor, carried=rule_of(row).carried(votes[0], len(voters)))
    item.state, item.voted_seq, item.entitled = DECIDED, case.version, len(voters)
    for member_id, word in counted.ballots.items():
        ballot = {"item_id": item.id, "meeting_id": row.id, "case_id": case.id, "seq": case.version}
        db.session.add(Ballot(**ballot, member_id=member_id, vote=word))
    db.session.flush()


def _faults(row: Meeting, voters: Sequence[Entitled], counted: Counted) -> list[Blocker]:
    rule, votes, known = rule_of(row), counted.figures, [one.member_id for one in voters]
    faults = []
    if set(counted.ballots) - set(known):
        faults.append(NOT_ENTITLED)
    if sum(votes) > len(voters):
        faults.append(_too_many(sum(votes), len(voters)))
    if rule.kind == IN_TURN and (
        not counted.ballots or out_of_turn([counted.ballots.get(member_id) for member_id in known])
    ):
        faults.append(IN_ORDER)
    if counted.result == "approve" and not rule.carried(votes[0], len(voters)):
        faults.append(_not_carried(row, votes[0], len(voters)))
    return faults


def _too_many(cast: int, voters: int) -> Blocker:
    return Blocker(
        "votes_beyond_entitled",
        f"票数{cast}多于有表决权的{voters}人，请核对",
        f"{cast} votes are more than the {voters} entitled to vote; check the count",
    )


def _not_carried(row: Meeting, agreed: int, voters: int) -> Blocker:
    rule = rule_of(row)
    least = rule.least(voters)
    return Blocker(
        "vote_rule",
        f"本次会议的规则是{rule.words.zh}：有表决权{voters}人，至少{least}人同意，现在{agreed}人，不能记为通过",
        f"The rule of this meeting: {rule.words.en}. Of {voters} entitled {least} must agree; {agreed} do, so it is not carried",
    )


def void(item: AgendaItem, file: CaseFile) -> dict[str, Any]:
    """Void what was staged on a case whose circle of voters changed, by letter too; gives what the record says of it."""
    if file.decision is None or file.decision.executed_at is not None:
        return {}
    lost = {"void_vote": [file.decision.result, file.decision.amount_fen]}
    db.session.delete(file.decision)
    if item.state == DECIDED:
        item.state, item.voted_seq, item.entitled = WAITING, None, None
    db.session.flush()
    return lost
