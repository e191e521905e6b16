"""What follows a confirmed proposal: a refused case is reopened, an approval is taken back to the committee.

Each in the proposer's name, with the second person in the record. The caller has the case locked and commits.
"""

from typing import Any

from sqlalchemy import select

from states.dossier import Actor
from states.lifecycle import Refused, blockers
from workflow.actions import appeal, helping, objection, rent_claim, resolution
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import tell_step
from workflow.db import db
from workflow.models.appeal import Appeal
from workflow.models.case import Case
from workflow.models.countersign import Countersign
from workflow.models.objection import Objection
from workflow.queries.casefile import CaseFile, open_file

SUPERSEDED = "因另一件异议或复核成立，金额重新审定，您的意见一并考虑。"


def reopen(case: Case, row: Countersign, proposer: Actor) -> None:
    """Take up a refused case again: it is accepted anew, with a new promise, and is nobody's until claimed.

    Nothing was reserved by a refusal, so no ledger is touched; matters and rent months are claimed again, and where they
    were given to another case meanwhile this raises Refused. Earlier evaluations and reviews do not carry over.
    """
    file = open_file(case)
    detail = _detail(row) | {"owner": [case.owner_id, None]}
    if helpers := helping.forget_all(case):
        detail["helpers"] = [helpers, []]
    rent_claim.hold(case, file.filing.facts)
    case.round += 1
    case.accepted_at, case.credit_checked_at, case.owner_id, case.proposed_fen = None, None, None, None
    step = advance(case, "reopen", file.dossier, proposer, Entry(reason=row.reason, detail=detail))
    if row.appeal_id is not None:
        appeal.close(db.session.get_one(Appeal, row.appeal_id), "upheld", row.reason)
    supersede(case)
    tell_step(case, step, f"理由：{row.reason}", f"Reason (in Chinese): {row.reason}")


def uphold_objection(case: Case, row: Countersign, proposer: Actor) -> None:
    """An objection was right: the award is undone and the committee decides anew."""
    back_to_committee(case, row.action, proposer, row.reason, _detail(row))
    assert row.objection_id is not None, "the schema asks for it"
    objection.close(db.session.get_one(Objection, row.objection_id), "upheld", row.reason)
    supersede(case)


def uphold_appeal(case: Case, row: Countersign, proposer: Actor) -> None:
    """The enterprise was right about the amount: the award is undone and the committee decides anew."""
    back_to_committee(case, row.action, proposer, row.reason, _detail(row))
    appeal.close(db.session.get_one(Appeal, row.appeal_id), "upheld", row.reason)
    supersede(case)


def back_to_committee(case: Case, action: str, actor: Actor, reason: str, detail: dict[str, Any]) -> None:
    """Take an approval back by a step that leads to the committee: award, vote and notice no longer count."""
    file = open_file(case)
    if reasons := blockers(file.dossier, action, actor):
        raise Refused(reasons)
    entry = Entry(reason=reason, detail=detail | {"award_fen": [case.award_fen, None], **_void(file)})
    case.award_fen = case.cleared_at = None
    step = advance(case, action, file.dossier, actor, entry)
    resolution.undo_approval(case, reason)
    if file.decision is not None:
        db.session.delete(file.decision)
    db.session.flush()
    tell_step(case, step)


def _void(file: CaseFile) -> dict[str, Any]:
    """The vote and the public notice that no longer count, kept in the record: the next notice takes its row."""
    vote, notice = file.decision, file.publicity
    found: dict[str, Any] = {} if vote is None else {"void_vote": [vote.result, vote.amount_fen]}
    if notice is not None:
        found["void_notice"] = [notice.starts_on.isoformat(), notice.ends_on.isoformat(), notice.amount_fen]
    return found


def _detail(row: Countersign) -> dict[str, Any]:
    return {"second_person": row.second_by}


def supersede(case: Case) -> None:
    """Whatever else is open against the decision that was set aside has lost its subject."""
    for one in db.session.scalars(select(Objection).where(Objection.case_id == case.id, Objection.state == "open")):
        objection.close(one, "superseded", SUPERSEDED)
    for other in db.session.scalars(select(Appeal).where(Appeal.case_id == case.id, Appeal.state == "open")):
        appeal.close(other, "superseded", SUPERSEDED)
