"""One file of the checklist: its size, where it came from, how the scan and the check stand, until when it is valid."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from states.names import State
from workflow.models.document import SERVED
from workflow.queries.case_papers import Row
from workflow.queries.casefile import CaseFile
from workflow.queries.document_terms import EXPIRING
from workflow.queries.held import Held
from workflow.views.filters import fullday


def size(count: int) -> str:
    """Bytes as people read them: 3.1 MB, 412 kB."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f}MB"
    return f"{max(count // 1000, 1)}kB"


def file_line(file: CaseFile, row: Row, taken: dict[int, str]) -> dict[str, Any]:
    """A file in force. `taken`: document → number of the case it was taken from."""
    document, blob, verdict = row
    number = file.case.number
    notes = [_("沿用%(number)s", number=taken[document.id])] if document.id in taken else []
    notes.append(size(blob.size))
    if blob.scan == "pending":
        notes.append(_("正在查毒，查完才能打开"))
    if blob.scan == "infected":
        notes.append(_("查出病毒，请换文件"))
    if file.is_over(document):
        notes.append(_("%(day)s已过期，请换新的", day=fullday(document.expires_on)))
    if verdict is not None and file.case.state != State.DRAFT:
        notes.append(_("已核验") if verdict.verdict == "accepted" else _("没有通过：%(why)s", why=verdict.reason))
    expiry = url_for("held_documents.expiry", number=number, ref=document.ref) if document.kind in EXPIRING else ""
    return {
        "ref": document.ref,
        "name": document.name,
        "url": url_for("documents.download", ref=document.ref) if blob.scan in SERVED else "",
        "note": "　".join(notes),
        "remove_url": url_for("documents.remove", number=number, ref=document.ref),
        "expiry_url": expiry,
        "expires_on": document.expires_on.isoformat() if document.expires_on else "",
    }


def held_line(number: str, earlier: Held) -> dict[str, str]:
    """A document of an earlier application that can be used again."""
    document = earlier.document
    day = fullday(document.uploaded_at)
    words = (
        _("%(day)s交，用于%(number)s，已核验", day=day, number=earlier.number)
        if earlier.accepted
        else _("%(day)s交，用于%(number)s", day=day, number=earlier.number)
    )
    return {
        "name": document.name,
        "url": url_for("documents.download", ref=document.ref),
        "note": words,
        "use_url": url_for("held_documents.use", number=number, kind=document.kind, ref=document.ref),
    }
