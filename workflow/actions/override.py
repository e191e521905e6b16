"""A fact taken as verified instead of as claimed, or an amount set by hand: proposed by one, decided by another.

A fact is decided by a reviewer (or supervisor), an amount by a supervisor. Only a confirmed one counts, and only in the
next evaluation; the evaluation in hand, its review and its vote lose their ground with it. The caller has the case locked.
"""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.names import Role
from states.refusals import wrong_role
from states.step_words import STEP_WORDS
from workflow.actions import voiding
from workflow.actions.advance import Entry, advance
from workflow.actions.override_faults import Wanted, faults
from workflow.actions.override_rows import change, detail_of, row_of, ruled, void_review
from workflow.actions.override_telling import tell_decided, tell_proposed
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.override import AMOUNT, CONFIRMED, FACT, OPEN, REFUSED, Override
from workflow.queries.casefile import CaseFile, open_file

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
    row = row_of(file, wanted, actor.user_id)
    advance(case, "propose_override", file.dossier, actor, Entry(reason=row.reason, detail=detail_of(row, wanted)))
    db.session.add(row)
    db.session.flush()
    tell_proposed(case, row)
    return row


def confirm(case: Case, row: Override, actor: Actor) -> None:
    """Confirm: it counts from the next evaluation on, and takes the place of an older one. Raises Refused."""
    file = _decidable(case, row, "confirm_override", actor)
    if row.kind == AMOUNT and (file.evaluation_stale or ruled(file) != row.from_fen):
        raise Refused((OUTDATED,))
    before = [one for one in file.overrides if one.state == CONFIRMED and one.fact == row.fact]
    voiding.void(before, "replaced")
    row.state, row.decided_by, row.decided_at = CONFIRMED, actor.user_id, now()
    detail = change(row) | void_review(file)
    advance(case, "confirm_override", file.dossier, actor, Entry(reason=row.reason, detail=detail))
    tell_decided(case, row)


def refuse(case: Case, row: Override, actor: Actor, answer: str) -> None:
    """Do not confirm, with the reason; nothing changes. Raises Refused."""
    answer = reasoned(answer)
    file = _decidable(case, row, "refuse_override", actor)
    row.state, row.answer, row.decided_by, row.decided_at = REFUSED, answer, actor.user_id, now()
    advance(case, "refuse_override", file.dossier, actor, Entry(reason=answer, detail=change(row)))
    tell_decided(case, row)


def withdraw(case: Case, row: Override, actor: Actor) -> None:
    """Take a proposal back before anybody decided. Raises Refused."""
    _check_open(case, row)
    file = open_file(case)
    advance(case, "withdraw_override", file.dossier, actor, Entry(detail=change(row)))
    voiding.void([row], "withdrawn")


def may_decide(row: Override, actor: Actor) -> bool:
    """Whether a decision on it is this person's: an amount is a supervisor's, and never the proposer's."""
    return row.proposed_by != actor.user_id and (row.kind == FACT or Role.SUPERVISOR in actor.roles)


def _decidable(case: Case, row: Override, action: str, actor: Actor) -> CaseFile:
    """The file of a case whose proposal this person may decide now. Raises Refused."""
    _check_open(case, row)
    if row.proposed_by == actor.user_id:
        raise Refused((OWN,))
    if not may_decide(row, actor):
        raise Refused((wrong_role(STEP_WORDS[action].label, (Role.SUPERVISOR,)),))
    file = open_file(case)
    if reasons := blockers(file.dossier, action, actor):  # judged before the row changes
        raise Refused(reasons)
    return file


def _check_open(case: Case, row: Override) -> None:
    if row.case_id != case.id or row.state != OPEN:
        raise Refused((CLOSED,))
