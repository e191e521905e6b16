"""The page on which a correction notice is answered: what is wrong, the facts and the documents that are open."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from forms.fields import titled
from forms.filing import FilingForm
from forms.layout import OTHER_MONEY, labels_of
from states.lifecycle import blockers
from workflow.permissions import current_actor
from workflow.queries.applications import newest_filed
from workflow.queries.casefile import CaseFile
from workflow.views.application_page import filing_form, panel
from workflow.views.changes import Change, changes
from workflow.views.checklist import checklist


def listed(file: CaseFile, kind: str) -> set[str]:
    """The names of the facts or documents that the open notice lists; empty without one."""
    points = file.correction.items if file.correction else []
    return {point["name"] for point in points if point["kind"] == kind}


def open_form(file: CaseFile, formdata: Any = None) -> FilingForm:
    """The form with only the facts that the notice lists."""
    return filing_form(file, formdata, only=listed(file, "fact"))


def notice_lines(file: CaseFile) -> list[dict[str, Any]]:
    """The notice point by point: what, what is wrong, where to mend it, and whether it was touched since."""
    if file.correction is None:
        return []
    return [_line(file, point) for point in file.correction.items]


def _line(file: CaseFile, point: Mapping[str, str]) -> dict[str, Any]:
    assert file.correction is not None
    name, since = point["name"], file.correction.requested_at
    if point["kind"] == "document":
        titles = {kind.code: titled(kind.title) for kind in file.item.documents}
        rows = file.handed_in.get(name, ())
        done = any(document.uploaded_at > since for document, _blob, _verdict in rows)
        return {"title": titles.get(name, name), "wrong": point["wrong"], "target": f"file-{name}", "done": done}
    labels = labels_of(file.item)
    title = titled(labels[name].label) if name in labels else _("其他财政资金") if name == OTHER_MONEY else name
    changed = file.filing.filed_at is None and name in file.filing.changed
    target = "months" if name == "from" else "other_money-0-source" if name == OTHER_MONEY else name
    return {"title": title, "wrong": point["wrong"], "target": target, "done": changed}


def changed_since(file: CaseFile, form: FilingForm) -> list[Change]:
    """What the form changes in what was handed in last."""
    filed = newest_filed(file.case.id)
    if filed is None:
        return []
    return changes(file.item, (filed.facts, filed.other_money), (form.facts(), form.other_money()))


def new_papers(file: CaseFile) -> list[tuple[str, str]]:
    """Files handed in since the notice: title of the document, name of the file."""
    if file.correction is None:
        return []
    titles = {kind.code: titled(kind.title) for kind in file.item.documents}
    since = file.correction.requested_at
    return [
        (titles.get(row.kind, row.kind), row.name) for row, _blob, _verdict in file.documents if row.uploaded_at > since
    ]


def correction_page(
    file: CaseFile,
    kind: str = "",
    sentence: str = "",
    form: FilingForm | None = None,
    *,
    unsigned: bool = False,
    conflict: Sequence[Change] = (),
) -> str:
    """The page; `kind` and `sentence` say what is wrong with an upload, `form` holds what was just typed."""
    form = form or open_form(file)
    correction = file.correction
    assert correction is not None
    return render_template(
        "applications/correction.html",
        case=file.case,
        item=file.item,
        filing=file.filing,
        correction=correction,
        lines=notice_lines(file),
        left=file.working_days_left(correction.due_on),
        form=form,
        documents=checklist(file, only=listed(file, "document"), error_kind=kind, error=sentence),
        panel=panel(file.case, form),
        blockers=blockers(file.dossier, "resubmit", current_actor()),
        unsigned=unsigned,
        conflict=conflict,
        page_name=secrets.token_urlsafe(12),
        changed=changed_since(file, form),
        new_papers=new_papers(file),
    )
