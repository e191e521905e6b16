"""One page of a document beside its verdict: the picture, its pins, the way to the other pages."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.layout import labels_of
from workflow.models.document import SERVED
from workflow.page_pictures import DRAWN, picture
from workflow.page_texts import READ, text
from workflow.queries.case_papers import Row
from workflow.queries.casefile import CaseFile
from workflow.views.case_marks import Marks
from workflow.views.filters import say


def can_be_seen(row: Row) -> bool:
    """Whether the page shows the file: of a kind that has pages or text, and never before the scanner has passed it."""
    return row[1].kind in DRAWN | READ and row[1].scan in SERVED


def panel(file: CaseFile, marks: Marks, row: Row, page: int, *, may_mark: bool) -> dict[str, Any]:
    """What the template of the preview draws. A page that cannot be drawn is said, and the download stays."""
    document, blob, _verdict = row
    number, ref = file.case.number, document.ref
    found = picture(blob, page) if can_be_seen(row) else None
    said = text(blob, page) if can_be_seen(row) else None
    pages = found.pages if found else said.pages if said else 0
    return {
        "ref": ref,
        "name": document.name,
        "page": page,
        "pages": pages,
        "width": found.width if found else 0,
        "height": found.height if found else 0,
        "image": url_for("previews.image", ref=ref, page=page) if found else "",
        "download": url_for("documents.download", ref=ref) if blob.scan in SERVED else "",
        "close": url_for("cases.show", number=number, _anchor=f"paper-{ref}"),
        "text": said,
        "before": _way(number, ref, page - 1) if page > 1 and pages else None,
        "after": _way(number, ref, page + 1) if page < pages else None,
        "pins": marks.of_document(document.id),
        "facts": [(name, say(fact.label)) for name, fact in labels_of(file.item).items() if name in file.filing.facts],
        "put": url_for("pins.put", number=number, ref=ref) if may_mark and found else "",
        "may_mark": may_mark,
        "title": _("%(name)s，第%(page)s页", name=document.name, page=page),
    }


def _way(number: str, ref: str, page: int) -> dict[str, str]:
    return {
        "url": url_for("cases.show", number=number, document=ref, page=page, _anchor=f"paper-{ref}"),
        "panel": url_for("previews.panel", number=number, ref=ref, page=page),
    }
