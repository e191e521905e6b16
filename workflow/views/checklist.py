"""The checklist of documents as the macros draw it."""

from collections.abc import Collection
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.fields import titled
from states.names import State
from workflow.models.filing import Blob, Document, Verdict
from workflow.queries.casefile import CaseFile

Row = tuple[Document, Blob, Verdict | None]


def size(count: int) -> str:
    """Bytes as people read them: 3.1 MB, 412 kB."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f}MB"
    return f"{max(count // 1000, 1)}kB"


def checklist(
    file: CaseFile, *, only: Collection[str] | None = None, error_kind: str = "", error: str = ""
) -> list[dict[str, Any]]:
    """One entry for each kind of document; `only` keeps the kinds that a correction notice lists."""
    wrong = {} if file.correction is None else _wrong(file)
    return [
        {
            "id": f"file-{kind.code}",
            "title": titled(kind.title),
            "note": wrong.get(kind.code) or _note(kind.code, required=kind.required),
            "required": kind.required,
            "state": _state(file, kind.code, error_kind),
            "error": error if kind.code == error_kind else "",
            "files": [_file(file, row) for row in file.handed_in.get(kind.code, ())],
            "url": url_for("documents.upload", number=file.case.number, kind=kind.code),
            "many": True,
        }
        for kind in file.item.documents
        if only is None or kind.code in only
    ]


def _note(kind: str, *, required: bool) -> str:
    if kind == "application_form":
        return _("必交。填完后到“核对”页打印，签字盖章后扫描上传。")
    return _("必交") if required else _("有就交，没有不用交")


def _wrong(file: CaseFile) -> dict[str, str]:
    assert file.correction is not None
    return {point["name"]: point["wrong"] for point in file.correction.items if point["kind"] == "document"}


def _state(file: CaseFile, kind: str, error_kind: str) -> str:
    rows = file.handed_in.get(kind, ())
    if kind == error_kind:
        return "failed"
    if file.correction is not None:
        since = file.correction.requested_at
        return "uploaded" if any(document.uploaded_at > since for document, _blob, _verdict in rows) else "again"
    return "uploaded" if rows else ""


def _file(file: CaseFile, row: Row) -> dict[str, str]:
    document, blob, verdict = row
    notes = [size(blob.size)]
    if verdict is not None and file.case.state != State.DRAFT:
        notes.append(_("已核验") if verdict.verdict == "accepted" else _("没有通过：%(why)s", why=verdict.reason))
    return {
        "name": document.name,
        "url": url_for("documents.download", ref=document.ref),
        "note": "　".join(notes),
        "remove_url": url_for("documents.remove", number=file.case.number, ref=document.ref),
    }
