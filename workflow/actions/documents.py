"""Handing in and taking back documents. A file's bytes are kept once, however many cases they belong to."""

import secrets

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from rules import catalogue
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import State
from workflow import storage
from workflow.actions.application import check_own
from workflow.actions.filing_words import NOT_LISTED, NOT_OPEN
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Blob, Document
from workflow.queries.filings import open_correction

MOST_FILES = 50

UNKNOWN_KIND = Blocker("unknown_kind", "这一条不收这种材料。", "This item does not ask for such a document.")
TOO_MANY = Blocker(
    "too_many_files",
    f"同一种材料最多{MOST_FILES}个文件，请合并成一个PDF后再上传。",
    f"At most {MOST_FILES} files of one kind; please join them into one PDF.",
)


def attach(case: Case, kind: str, name: str, data: bytes, actor: Actor) -> Document:
    """Hand in a file as a document of `kind`. The same bytes again give the document that is already there.

    Raises Refused (not the applicant's turn, kind not asked for, too many files) and storage.FileRefusedError.
    """
    check_own(case, actor)
    assert actor.user_id is not None
    if kind not in {wanted.code for wanted in catalogue.item(case.item).documents}:
        raise Refused((UNKNOWN_KIND,))
    _check_open(case, kind)
    shown = storage.shown_name(name)
    stored = storage.put(shown, data)
    keep_blob(stored)
    in_force = select(Document).where(Document.case_id == case.id, Document.kind == kind, Document.removed_at.is_(None))
    same = db.session.scalar(in_force.where(Document.sha256 == stored.sha256).limit(1))
    if same is not None:
        return same
    if (db.session.scalar(select(func.count()).select_from(in_force.subquery())) or 0) >= MOST_FILES:
        raise Refused((TOO_MANY,))
    document = Document(
        ref=secrets.token_urlsafe(16),
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        kind=kind,
        name=shown,
        sha256=stored.sha256,
        uploaded_by=actor.user_id,
        uploaded_at=now(),
    )
    db.session.add(document)
    db.session.flush()
    return document


def remove(case: Case, document: Document, actor: Actor) -> None:
    """Take a document back; the row and the bytes stay, the case no longer counts it. Raises Refused."""
    check_own(case, actor)
    if document.case_id != case.id or document.removed_at is not None:
        raise Refused((Blocker("already_removed", "这个文件已经删掉了。", "This file has already been removed."),))
    _check_open(case, document.kind)
    document.removed_at = now()
    db.session.flush()


def _check_open(case: Case, kind: str) -> None:
    """A draft is open for every kind, a correction for the kinds that its notice lists."""
    if case.state == State.DRAFT:
        return
    correction = open_correction(case.id) if case.state == State.CORRECTION else None
    if correction is None:
        raise Refused((NOT_OPEN,))
    if kind not in {point["name"] for point in correction.items if point["kind"] == "document"}:
        raise Refused((NOT_LISTED,))


def keep_blob(stored: storage.Stored) -> None:
    """Note the stored bytes, once however often they are handed in."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(Blob)
    row = {
        "sha256": stored.sha256,
        "size": stored.size,
        "kind": stored.kind,
        "scan": "unchecked",
        "stored_at": now(),
    }
    db.session.execute(insert.values(row).on_conflict_do_nothing())
