"""One file on the case page: verdict, scan, validity, and where else the same bytes were handed in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from workflow.clock import business_date
from workflow.models.document import SERVED
from workflow.models.filing import Document
from workflow.queries.case_papers import Row
from workflow.queries.casefile import CaseFile
from workflow.queries.document_terms import ONCE
from workflow.queries.same_files import Elsewhere
from workflow.views.checklist_file import size
from workflow.views.filters import day, fullday, moment
from workflow.views.preview_panel import can_be_seen


def shown(
    file: CaseFile, row: Row, names: Mapping[int, str], same: Sequence[Elsewhere], finding: str
) -> dict[str, Any]:
    """What the block draws for one file. `finding`: what the scanner found in it."""
    document, blob, verdict = row
    notes = [_("%(size)s，%(day)s上传", size=size(blob.size), day=day(document.uploaded_at))]
    if blob.scan in SERVED:
        notes.append(_("已查毒") if blob.scan == "clean" else _("未查毒"))
    return {
        "ref": document.ref,
        "name": document.name,
        "url": url_for("documents.download", ref=document.ref) if blob.scan in SERVED else "",
        "look": _look(file.case.number, document.ref) if can_be_seen(row) else None,
        "note": "　".join(notes),
        "warnings": [*_scan(blob.scan, finding), *_validity(file, document)],
        "same": [_same(document.kind, place) for place in same],
        "judge_url": url_for("checks.verdict", number=file.case.number, ref=document.ref),
        "may_accept": blob.scan in SERVED,
        "seen": verdict.id if verdict else 0,
        "verdict": verdict.verdict if verdict else "",
        "reason": verdict.reason if verdict else "",
        "judged": f"{names.get(verdict.actor_id, '')}　{moment(verdict.at)}" if verdict else "",
    }


def _look(number: str, ref: str) -> dict[str, str]:
    """Where the file opens beside its verdict: the case page with its first page, and that page alone for the script."""
    return {
        "url": url_for("cases.show", number=number, document=ref, page=1, _anchor=f"paper-{ref}"),
        "panel": url_for("previews.panel", number=number, ref=ref, page=1),
    }


def _scan(scan: str, finding: str) -> list[str]:
    if scan == "pending":
        return [_("正在查毒，查完才能打开")]
    return [_("查出病毒（%(what)s），已封存，请企业换文件", what=finding)] if scan == "infected" else []


def _validity(file: CaseFile, document: Document) -> list[str]:
    last, handed_in = document.expires_on, file.case.submitted_at
    if last is None:
        return []
    if handed_in is not None and last < business_date(handed_in):
        return [_("有效期至%(day)s，提交时已过期", day=fullday(last))]
    return [_("有效期至%(day)s，已过期", day=fullday(last))] if last < file.today else []


def _same(kind: str, place: Elsewhere) -> dict[str, Any]:
    """The sentence about one other place; its number leads there."""
    number = Markup('<a href="{}">{}</a>').format(url_for("cases.show", number=place.number), place.number)
    if not place.own:
        text, warn = _("另一家企业在%(number)s交过同一文件，请核对", number=number), True
    elif place.declared:
        text, warn = _("与%(number)s是同一份，企业声明沿用", number=number), False
    elif kind in ONCE:
        text, warn = _("同一文件也在%(number)s，请核对是否重复申报", number=number), True
    else:
        text, warn = _("同一文件也在%(number)s", number=number), False
    return {"text": Markup(text), "warn": warn}  # noqa: S704 -- our sentence around our own link
