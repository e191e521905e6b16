"""Handing in and taking back documents. A file's bytes are kept once, however many cases they belong to.

Using an earlier document again: see reuse.py.
"""

import secrets
from datetime import date

from sqlalchemy import func, select

from rules import catalogue
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import State
from workflow import storage
from workflow.actions import search_rows
from workflow.actions.application import check_own
from workflow.actions.blobs import keep_blob as keep_blob  # noqa: PLC0414 -- messages keep their files the same way
from workflow.actions.filing_words import NOT_LISTED, NOT_OPEN
from workflow.actions.relation import keep_file
from workflow.clock import now
from workflow.db import db
from workflow.intake.fault import FaultError, refused
from workflow.models.case import Case
from workflow.models.filing import Document
from workflow.queries.filings import awaited_kinds, open_correction

MOST_FILES = 50

UNKNOWN_KIND = Blocker("unknown_kind", "这一条不收这种材料。", "This item does not ask for such a document.")
TOO_MANY = Blocker(
    "too_many_files",
    f"同一种材料最多{MOST_FILES}个文件，请合并成一个PDF后再上传。",
    f"At most {MOST_FILES} files of one kind; please join them into one PDF.",
)


INFECTED = FaultError(
    "查出病毒。请换一份干净的文件，并检查您的电脑。",
    "contains a virus. Please upload a clean file and check your computer.",
)


def attach(case: Case, kind: str, name: str, data: bytes, actor: Actor) -> Document:
    """Hand in a file as a document of `kind`. The same bytes again give the document that is already there.

    Raises Refused (not the applicant's turn, kind not asked for, too many files) and storage.FileRefusedError.
    """
    check_may(case, kind, actor)
    shown = storage.shown_name(name)
    return hand_in(case, kind, shown, storage.put(shown, data), actor)


def hand_in(
    case: Case, kind: str, shown: str, stored: storage.Stored, actor: Actor, expires_on: date | None = None
) -> Document:
    """Hand in a file that is in the store already, under a name to show. Raises as `attach`."""
    check_may(case, kind, actor)
    assert actor.user_id is not None
    if keep_blob(stored) == "infected":
        raise refused(shown, INFECTED)
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
        expires_on=expires_on,
    )
    db.session.add(document)
    db.session.flush()
    search_rows.keep_text(case.id, shown)
    if case.submitted_at is not None:
        keep_file(case.enterprise_id, stored.sha256)
    return document


def check_may(case: Case, kind: str, actor: Actor) -> None:
    """Raise Refused unless the person may hand in documents of that kind now."""
    check_own(case, actor)
    if kind not in {wanted.code for wanted in catalogue.item(case.item).documents}:
        raise Refused((UNKNOWN_KIND,))
    _check_open(case, kind)


def set_expiry(case: Case, document: Document, day: date | None, actor: Actor) -> None:
    """Say until which day a document is valid; None: it does not end. Raises Refused."""
    _check_own_document(case, document, actor)
    document.expires_on = day
    db.session.flush()


def remove(case: Case, document: Document, actor: Actor) -> None:
    """Take a document back; the row and the bytes stay, the case no longer counts it. Raises Refused."""
    _check_own_document(case, document, actor)
    document.removed_at = now()
    db.session.flush()


def _check_own_document(case: Case, document: Document, actor: Actor) -> None:
    check_own(case, actor)
    if document.case_id != case.id or document.removed_at is not None:
        raise Refused((Blocker("already_removed", "这个文件已经删掉了。", "This file has already been removed."),))
    _check_open(case, document.kind)


def _check_open(case: Case, kind: str) -> None:
    """A draft is open for every kind, a correction for the kinds that its notice lists, a conditional acceptance for its own."""
    if case.state == State.DRAFT or (case.state == State.SUBMITTED and kind in awaited_kinds(case.id)):
        return
    correction = open_correction(case.id) if case.state == State.CORRECTION else None
    if correction is None:
        raise Refused((NOT_OPEN,))
    if kind not in {point["name"] for point in correction.items if point["kind"] == "document"}:
        raise Refused((NOT_LISTED,))
