"""A fact taken as verified instead of as claimed, or an amount set by hand: proposed by one, decided by another.

A fact is decided by a reviewer (or supervisor), an amount by a supervisor. Only a confirmed one counts, and only in the
next evaluation; the evaluation in hand, its review and its vote lose their ground with it. The caller has the case locked.
"""

from typing import Any

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.names import Role
from states.refusals import wrong_role
from states.step_words import STEP_WORDS
from workflow.actions import voiding
from workflow.actions.advance import Entry, advance
from workflow.actions.override_faults import Wanted, faults
from workflow.actions.override_telling import tell_decided, tell_proposed
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.override import AMOUNT, CONFIRMED, FACT, OPEN, REFUSED, Override
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.overrides import ruled_fen

CLOSED = Blocker("override_closed", "这处调整已经办结，请刷新后再看", "This change is decided already; please reload")
OWN = Blocker("override_own", "自己提的调整要由另一个人确认", "Another person must decide on a change you proposed")
OUTDATED = Blocker(
    "override_outdated",
    "评估依据变了，算出的金额已不是原来的数，请撤销后按新的金额重新提",
    "What was evaluated has changed and with it the computed amount; withdraw this and propose anew",
)


def propose(case: Case, wanted: Wanted, actor: Actor) -> Override:
    """Propose a change with its reason and evidence. Raises Refused with everything that speaks against it."""
    file = open_file(case)
    reasons = [*blockers(file.dossier, "propose_override", actor), *faults(file, wanted)]
    if reasons:
        raise Refused(tuple(reasons))
    assert actor.user_id is not None
    row = _row(file, wanted, "desk", actor.user_id)
    advance(case, "propose_override", file.dossier, actor, Entry(reason=row.reason, detail=_detail(row, wanted)))
    db.session.add(row)
    db.session.flush()
    tell_proposed(case, row)
    return row


def confirm(case: Case, row: Override, actor: Actor) -> None:
    """Confirm: it counts from the next evaluation on, and takes the place of an older one. Raises Refused."""
    file = _decidable(case, row, "confirm_override", actor)
    if row.kind == AMOUNT and (file.evaluation_stale or _ruled(file) != row.from_fen):
        raise Refused((OUTDATED,))
    before = [one for one in file.overrides if one.state == CONFIRMED and one.fact == row.fact]
    voiding.void(before, "replaced")
    row.state, row.decided_by, row.decided_at = CONFIRMED, actor.user_id, now()
    detail = _change(row) | _void(file)
    advance(case, "confirm_override", file.dossier, actor, Entry(reason=row.reason, detail=detail))
    tell_decided(case, row)


def refuse(case: Case, row: Override, actor: Actor, answer: str) -> None:
    """Do not confirm, with the reason; nothing changes. Raises Refused."""
    answer = reasoned(answer)
    file = _decidable(case, row, "refuse_override", actor)
    row.state, row.answer, row.decided_by, row.decided_at = REFUSED, answer, actor.user_id, now()
    advance(case, "refuse_override", file.dossier, actor, Entry(reason=answer, detail=_change(row)))
    tell_decided(case, row)


def withdraw(case: Case, row: Override, actor: Actor) -> None:
    """Take a proposal back before anybody decided. Raises Refused."""
    _check_open(case, row)
    file = open_file(case)
    advance(case, "withdraw_override", file.dossier, actor, Entry(detail=_change(row)))
    voiding.void([row], "withdrawn")


def record_finding(  # a finding and the two who signed it
    case: Case, wanted: Wanted, *, source: str, source_id: int, first: int, second: int
) -> Override | None:
    """A fact as found by a visit, an audit or an assessment that two people signed: confirmed at once.

    None when it finds what counts already. The caller's own step stands in the record. Raises Refused.
    """
    file = open_file(case)
    if file.inputs.get(wanted.fact) == wanted.value:
        return None
    if reasons := tuple(faults(file, wanted, by_desk=False)):
        raise Refused(reasons)
    alive = [one for one in file.overrides if one.fact == wanted.fact and one.state in voiding.ALIVE]
    voiding.void(alive, "replaced")
    row = _row(file, wanted, source, first, source_id)
    row.state, row.decided_by, row.decided_at = CONFIRMED, second, now()
    db.session.add(row)
    db.session.flush()
    return row


def _row(file: CaseFile, wanted: Wanted, source: str, user_id: int, source_id: int | None = None) -> Override:
    claimed, verified = {"value": file.filing.facts.get(wanted.fact)}, {"value": wanted.value}
    back = wanted.value == claimed["value"] if wanted.fact else wanted.fen == _ruled(file)
    lifted = next((one for one in file.changes if one.fact == wanted.fact), None) if back else None
    return Override(
        case_id=file.case.id,
        enterprise_id=file.case.enterprise_id,
        round=file.case.round,
        kind=FACT if wanted.fact else AMOUNT,
        fact=wanted.fact,
        claimed=claimed if wanted.fact else {},
        verified=verified if wanted.fact else {},
        from_fen=None if wanted.fact else _ruled(file),
        to_fen=None if wanted.fact else wanted.fen,
        lifts=lifted.id if lifted else None,
        reason=wanted.reason.strip(),
        document_id=wanted.document.id if wanted.document else None,
        page=wanted.page,
        source=source,
        source_id=source_id,
        state=OPEN,
        proposed_by=user_id,
        proposed_at=now(),
    )


def _ruled(file: CaseFile) -> int:
    """What the rules gave in the evaluation in hand (fen)."""
    assert file.evaluation is not None, "an amount is changed after it was evaluated"
    by_rule = ruled_fen(file.evaluation)
    return file.evaluation.amount_fen if by_rule is None else by_rule


def _decidable(case: Case, row: Override, action: str, actor: Actor) -> CaseFile:
    """The file of a case whose proposal this person may decide now. Raises Refused."""
    _check_open(case, row)
    if row.proposed_by == actor.user_id:
        raise Refused((OWN,))
    if row.kind == AMOUNT and Role.SUPERVISOR not in actor.roles:
        raise Refused((wrong_role(STEP_WORDS[action].label, (Role.SUPERVISOR,)),))
    file = open_file(case)
    if reasons := blockers(file.dossier, action, actor):  # judged before the row changes
        raise Refused(reasons)
    return file


def _check_open(case: Case, row: Override) -> None:
    if row.case_id != case.id or row.state != OPEN:
        raise Refused((CLOSED,))


def _void(file: CaseFile) -> dict[str, Any]:
    """The second review that loses its ground, for the record."""
    passed = file.review is not None and file.review.result == "passed"
    return {"void_review": file.case.round} if passed and not file.evaluation_stale else {}


def _change(row: Override) -> dict[str, Any]:
    if row.kind == AMOUNT:
        return {"adjusted_fen": [row.from_fen, row.to_fen]}
    return {row.fact: [row.claimed["value"], row.verified["value"]]}


def _detail(row: Override, wanted: Wanted) -> dict[str, Any]:
    evidence = {"evidence": wanted.document.name} if wanted.document else {}
    return _change(row) | evidence | ({"page": row.page} if row.page else {})
