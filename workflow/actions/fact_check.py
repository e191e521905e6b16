"""Verifying a fact: by which document, or on what else it rests; and taking that back. Rows are never changed."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.marking import must_mark
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.fact_check import FactCheck
from workflow.models.filing import Document
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.fact_checks import newest, value_digest, verified

UNKNOWN = Blocker("unknown_fact", "申请表里没有这一项。", "The form has no such fact.")
RESTS_ON = Blocker(
    "rests_on",
    "请选择对照的材料，或写明依据。",
    "Please choose the document it was compared with, or say what it rests on.",
)
NOT_VERIFIED = Blocker("not_verified", "这一项现在没有核对结论，不用撤销。", "This fact is not verified now.")
REMOVED = Blocker(
    "removed", "这份材料已经撤换，请刷新后看新的", "This document was replaced; reload to see the new one"
)


def confirm(case: Case, fact: str, document: Document | None, note: str, actor: Actor) -> FactCheck:
    """Say that the value the fact has now is the right one, by a document of the case or by what `note` says.

    Raises Refused: not the person's turn, no such fact, nothing it rests on, or a document that was taken back.
    """
    file = open_file(case)
    must_mark(file, actor)
    if fact not in file.filing.facts:
        raise Refused((UNKNOWN,))
    if document is None and not note.strip():
        raise Refused((RESTS_ON,))
    if document is not None and (document.case_id != case.id or document.removed_at is not None):
        raise Refused((REMOVED,))
    return _write(file, fact, "confirmed", document, note.strip(), actor)


def take_back(case: Case, fact: str, actor: Actor) -> FactCheck:
    """Take the confirmation of a fact back. Raises Refused when there is none for the value it has now."""
    file = open_file(case)
    must_mark(file, actor)
    if fact not in file.filing.facts or not verified(newest(case.id).get(fact), file.filing.facts[fact]):
        raise Refused((NOT_VERIFIED,))
    return _write(file, fact, "withdrawn", None, "", actor)


def _write(file: CaseFile, fact: str, result: str, document: Document | None, note: str, actor: Actor) -> FactCheck:
    assert actor.user_id is not None
    row = FactCheck(
        case_id=file.case.id,
        enterprise_id=file.case.enterprise_id,
        fact=fact,
        value_digest=value_digest(fact, file.filing.facts[fact]),
        result=result,
        document_id=document.id if document else None,
        note=note,
        actor_id=actor.user_id,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row
