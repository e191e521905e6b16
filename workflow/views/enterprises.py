"""Enterprises as the bureau sees them: the list, and everything about one (一企一档)."""

from flask import Blueprint, render_template, request, url_for

from forms.casework import clean
from workflow.queries import enterprises
from workflow.views.enterprise_page import enterprise_page
from workflow.views.rent import firm_or_404

bp = Blueprint("enterprises", __name__)


@bp.get("/enterprises")
def index() -> str:
    """Enterprises by name, pinyin or credit code."""
    text, after = clean(request.args.get("q", "")).strip()[:100], _after(request.args.get("after", ""))
    rows = enterprises.found(text, after)
    shown = rows[: enterprises.PAGE]
    last = f"{shown[-1].sort_key}~{shown[-1].id}" if len(rows) > len(shown) else ""
    return render_template(
        "enterprises/index.html",
        rows=shown,
        text=text,
        began=after is None,
        older=url_for("enterprises.index", q=text or None, after=last) if last else "",
    )


def _after(place: str) -> tuple[str, int] | None:
    """A place in the list (`key~id`); what cannot be read is the beginning."""
    key, _tilde, last = place.rpartition("~")
    if not key.isprintable() or not key or len(place) > 230 or not _is_id(last):
        return None
    return key, int(last)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15


@bp.get("/enterprises/<uscc>")
def show(uscc: str) -> str:
    """One enterprise."""
    before = request.args.get("before", "")
    return enterprise_page(firm_or_404(uscc), int(before) if _is_id(before) else None)
