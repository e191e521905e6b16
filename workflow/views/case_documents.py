"""The documents on the case page: each kind with its files, the verdict in force, and who gave it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from workflow.models.filing import Verdict
from workflow.queries.casefile import CaseFile
from workflow.queries.same_files import same_files
from workflow.queries.scans import findings
from workflow.views.case_document import shown
from workflow.views.case_marks import Marks
from workflow.views.filters import day, say

#: state of a kind → (drawing, pigment)
DRAWN = {
    "passed": ("paid", "is-malachite"),
    "refused": ("rejected", "is-cinnabar"),
    "open": ("evaluated", "is-azurite"),
    "missing": ("draft", "is-slate"),
    "waived": ("paid", "is-malachite"),
}


def kinds(file: CaseFile, names: Mapping[int, str], marks: Marks) -> list[dict[str, Any]]:
    """Every kind that was asked for or handed in, in the order of the item's list."""
    same = same_files(file.case) if file.documents else {}
    found = findings([blob.sha256 for _document, blob, _verdict in file.documents if blob.scan == "infected"])
    rows = []
    for kind in file.item.documents:
        handed = file.handed_in.get(kind.code, ())
        if not handed and not kind.required:
            continue
        state = "waived" if not handed and kind.code in file.waived else _state([row[2] for row in handed])
        words = {
            "passed": _("通过"),
            "refused": _("不通过"),
            "open": _("未核"),
            "missing": _("等补交") if kind.code in file.to_follow else _("没有交"),
            "waived": _("免交"),
        }
        rows.append(
            {
                "title": say(kind.title),
                "state": state,
                "ring": DRAWN[state][0],
                "tone": DRAWN[state][1],
                "word": words[state],
                "why": _why(file, kind.code, state),
                "files": [
                    shown(file, row, names, same.get(row[0].id, ()), found.get(row[1].sha256, ""))
                    | {"pins": marks.of_document(row[0].id)}
                    for row in handed
                ],
            }
        )
    return rows


def _why(file: CaseFile, kind: str, state: str) -> str:
    """Why there is no file: it need not be handed in, or it was promised for later."""
    if state == "waived":
        return say(file.waived[kind])
    if state != "missing" or kind not in file.to_follow:
        return ""
    condition = file.terms.open_condition
    by = _("%(day)s前", day=day(condition.due_on)) if condition else _("受理后")
    return _("企业承诺%(by)s补交", by=by)


def tally(rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many kinds are in each state."""
    return {state: sum(row["state"] == state for row in rows) for state in DRAWN}


def _state(verdicts: list[Verdict | None]) -> str:
    if not verdicts:
        return "missing"
    if any(verdict is not None and verdict.verdict == "refused" for verdict in verdicts):
        return "refused"
    return "passed" if all(verdict is not None for verdict in verdicts) else "open"
