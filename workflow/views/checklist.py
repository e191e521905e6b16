"""The checklist of documents as the macros draw it: missing, handed in, expired, held by the bureau, waived."""

from collections.abc import Collection
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.fields import titled
from rules.document_kind import DocumentKind
from states.names import State
from workflow.queries.case_papers import Row
from workflow.queries.casefile import CaseFile
from workflow.queries.held import Held, held, sources
from workflow.views.checklist_file import file_line, held_line
from workflow.views.checklist_file import size as size  # noqa: PLC0414 -- other lists of files say it too
from workflow.views.filters import say

#: standing → what the row draws (see macros/documents.html).
DRAWN = {"missing": "", "optional": "", "held": "", "waived": "waived", "over": "over", "infected": "failed"}
#: standing → tone of its tag.
TONE = {"missing": "plain", "held": "cash", "over": "warn", "infected": "no", "waived": "yes", "pending": "plain"}


def checklist(
    file: CaseFile, *, only: Collection[str] | None = None, error_kind: str = "", error: str = ""
) -> list[dict[str, Any]]:
    """One entry for each kind of document; `only` keeps the kinds that a correction notice lists. Two queries."""
    kinds = [kind for kind in file.item.documents if only is None or kind.code in only]
    earlier = held(file.case, [kind.code for kind in kinds if not file.handed_in.get(kind.code)])
    taken = sources(file.case.id) if file.documents else {}
    wrong = {} if file.correction is None else _wrong(file)
    return [
        _entry(file, kind, earlier.get(kind.code), taken, wrong, error if kind.code == error_kind else "")
        for kind in kinds
    ]


def _entry(
    file: CaseFile, kind: DocumentKind, earlier: Held | None, taken: dict[int, str], wrong: dict[str, str], error: str
) -> dict[str, Any]:
    code, number = kind.code, file.case.number
    rows = file.handed_in.get(code, ())
    standing = _standing(file, kind, rows, earlier, asked=code in wrong)
    waived = standing == "waived"
    drawn = "failed" if error else _drawn(file, rows, standing)
    return {
        "id": f"file-{code}",
        "title": titled(kind.title),
        "note": wrong.get(code)
        or (say(file.waived[code]) if waived else _note(kind, draft=file.case.state == State.DRAFT)),
        "required": kind.required,
        "standing": standing,
        "state": drawn,
        "tag": _tag(standing),
        "tone": TONE.get(standing, "plain"),
        "error": error,
        "files": [file_line(file, row, taken) for row in rows],
        "held": held_line(number, earlier) if earlier and standing in ("held", "optional") else None,
        "url": "" if waived else url_for("documents.upload", number=number, kind=code),
        "many": True,
        "folded": drawn == "uploaded",
    }


def _standing(file: CaseFile, kind: DocumentKind, rows: Collection[Row], earlier: Held | None, *, asked: bool) -> str:
    """How it stands with a kind; what is worst among its files counts."""
    if not rows:
        if kind.code in file.waived and not asked:
            return "waived"
        return "held" if earlier else "missing" if kind.required or asked else "optional"
    scans = {blob.scan for _document, blob, _verdict in rows}
    if "infected" in scans:
        return "infected"
    if any(file.is_over(document) for document, _blob, _verdict in rows):
        return "over"
    return "pending" if "pending" in scans else "there"


def _tag(standing: str) -> str:
    words = {
        "missing": _("少交"),
        "held": _("局里已有"),
        "over": _("过期"),
        "infected": _("查出病毒"),
        "waived": _("免交"),
        "pending": _("正在查毒"),
    }
    return words.get(standing, "")


def _drawn(file: CaseFile, rows: Collection[Row], standing: str) -> str:
    if standing in DRAWN:
        return DRAWN[standing] or ("again" if file.correction else "")
    if file.correction is not None:
        since = file.correction.requested_at
        return "uploaded" if any(document.uploaded_at > since for document, _blob, _verdict in rows) else "again"
    return "uploaded"


def _note(kind: DocumentKind, *, draft: bool) -> str:
    if kind.code == "application_form":
        return _("必交。填完后到“核对”页打印，签字盖章后扫描上传。")
    if kind.later and draft:
        return _("必交；暂时没有的，可以在提交时承诺受理后补交")
    return _("必交") if kind.required else _("有就交，没有不用交")


def _wrong(file: CaseFile) -> dict[str, str]:
    assert file.correction is not None
    return {point["name"]: point["wrong"] for point in file.correction.items if point["kind"] == "document"}
