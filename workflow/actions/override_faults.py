"""What somebody wants changed, and everything that speaks against it before anybody decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules import fact_readers, facts, money
from states.guard import Blocker
from workflow.models.columns import MAX_AWARD_FEN
from workflow.models.filing import Document
from workflow.queries.awards import cap_room, proposal
from workflow.queries.casefile import CaseFile
from workflow.queries.overrides import ruled_fen

SHORTEST, LONGEST = 10, 2000
SHORT = Blocker(
    "override_reason",
    f"理由请写{SHORTEST}到{LONGEST}个字，企业会在决定里看到",
    f"Give a reason of {SHORTEST} to {LONGEST} characters; the enterprise reads it in the decision",
)
EVIDENCE = Blocker("override_evidence", "请选一份本案的材料作依据", "Choose a document of this case as the evidence")
WAITING = Blocker(
    "override_waiting",
    "这个数已有一处调整在等确认，请先办那一处",
    "A change of this number waits for confirmation already; settle that one first",
)
UNKNOWN = Blocker("override_unknown", "没有这个事实，请重新选", "There is no such fact; choose again")
SAME = Blocker("override_same", "和现在的数一样，没有要调整的", "That is what counts now; nothing would change")
NOT_EVALUATED = Blocker(
    "override_not_evaluated",
    "还没有最新的评估金额，请先评估再调整金额；只改事实的不用等",
    "There is no current evaluation; evaluate first, then change the amount. A fact can be changed before",
)
TOO_HIGH = Blocker(
    "override_too_high",
    "金额只能调低；要调高的，不能超过这一条剩下的限额，按月支持和没有金额的不能调高",
    "An amount is lowered, or raised within what is left of the item's limit; not for monthly support or from nothing",
)
TOO_MUCH = Blocker(
    "override_too_much",
    f"金额要在0到{money.grouped(MAX_AWARD_FEN)}元之间",
    f"The amount must be between 0 and {money.grouped(MAX_AWARD_FEN)} yuan",
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A fact with its verified answer, or without a fact the amount (fen); why, and where it can be read."""

    reason: str
    fact: str = ""
    value: Any = None
    fen: int | None = None
    document: Document | None = None
    page: int | None = None


def faults(file: CaseFile, wanted: Wanted) -> Iterator[Blocker]:
    """Why the change cannot be proposed at the desk."""
    if not SHORTEST <= len(wanted.reason.strip()) <= LONGEST:
        yield SHORT
    if wanted.document is None or wanted.document.case_id != file.case.id:
        yield EVIDENCE
    if any(one.fact == wanted.fact for one in file.waiting_overrides):
        yield WAITING
    yield from _fact_faults(file, wanted) if wanted.fact else _amount_faults(file, wanted.fen)


def _fact_faults(file: CaseFile, wanted: Wanted) -> Iterator[Blocker]:
    fact = next((one for one in file.item.facts if one.name == wanted.fact), None)
    if fact is None:
        yield UNKNOWN
        return
    try:
        fact_readers.read(fact, {fact.name: wanted.value})
    except facts.Refused:
        words = fact.must_be()
        yield Blocker("override_value", words.zh.rstrip("。"), words.en.rstrip("."))
        return
    if file.inputs.get(fact.name) == wanted.value:
        yield SAME


def _amount_faults(file: CaseFile, fen: int | None) -> Iterator[Blocker]:
    run = file.evaluation
    if run is None or file.evaluation_stale:
        yield NOT_EVALUATED
        return
    if fen is None or not 0 <= fen <= MAX_AWARD_FEN:
        yield TOO_MUCH
        return
    if fen == run.amount_fen:
        yield SAME
    by_rule = ruled_fen(run)
    if fen > (run.amount_fen if by_rule is None else by_rule) and not _may_rise(file, fen):
        yield TOO_HIGH


def _may_rise(file: CaseFile, fen: int) -> bool:
    """Whether the amount may be higher than what the rules gave: within the item's limit, never out of nothing."""
    run = file.evaluation
    assert run is not None, "the caller has looked"
    if not (ruled_fen(run) or run.amount_fen) or run.outcome["months"]:
        return False
    draws = proposal(file.case, run, fen).draws
    return bool(draws) and all(draw.fen <= cap_room(file.case, draw) for draw in draws)
