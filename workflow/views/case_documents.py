"""The documents on the case page: each kind with its files, the verdict in force, and who gave it."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from workflow.models.filing import Blob, Document, Verdict
from workflow.queries.casefile import CaseFile
from workflow.views.checklist import size
from workflow.views.filters import day, moment, say

#: state of a kind → (drawing, pigment)
DRAWN = {
    "passed": ("paid", "is-malachite"),
    "refused": ("rejected", "is-cinnabar"),
    "open": ("evaluated", "is-azurite"),
    "missing": ("draft", "is-slate"),
}


def kinds(file: CaseFile, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Every kind that was asked for or handed in, in the order of the item's list."""
    rows = []
    for kind in file.item.documents:
        handed = file.handed_in.get(kind.code, ())
        if not handed and not kind.required:
            continue
        state = _state([verdict for _document, _blob, verdict in handed])
        words = {"passed": _("通过"), "refused": _("不通过"), "open": _("未核"), "missing": _("没有交")}
        rows.append(
            {
                "title": say(kind.title),
                "state": state,
                "ring": DRAWN[state][0],
                "tone": DRAWN[state][1],
                "word": words[state],
                "files": [_file(file, *row, names) for row in handed],
            }
        )
    return rows


def tally(rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many kinds are in each state."""
    return {state: sum(row["state"] == state for row in rows) for state in DRAWN}


def _state(verdicts: list[Verdict | None]) -> str:
    if not verdicts:
        return "missing"
    if any(verdict is not None and verdict.verdict == "refused" for verdict in verdicts):
        return "refused"
    return "passed" if all(verdict is not None for verdict in verdicts) else "open"


def _file(
    file: CaseFile, document: Document, blob: Blob, verdict: Verdict | None, names: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "ref": document.ref,
        "name": document.name,
        "url": url_for("documents.download", ref=document.ref),
        "note": _note(file, document, blob),
        "judge_url": url_for("checks.verdict", number=file.case.number, ref=document.ref),
        "verdict": verdict.verdict if verdict else "",
        "reason": verdict.reason if verdict else "",
        "judged": f"{names.get(verdict.actor_id, '')}　{moment(verdict.at)}" if verdict else "",
    }


def _note(file: CaseFile, document: Document, blob: Blob) -> str:
    """Size and day; a file that came after the first submission answered a correction notice."""
    values = {"size": size(blob.size), "day": day(document.uploaded_at)}
    first = file.case.submitted_at
    if first is not None and document.uploaded_at > first:
        return _("%(size)s，%(day)s补正时新交", **values)
    return _("%(size)s，%(day)s上传", **values)
