"""A person's messages: what happened to the cases, and what is asked of the person."""

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from workflow.actions.notify import mark_read
from workflow.queries.notices import SHOWN, newest
from workflow.views.acting import Answer, acts
from workflow.views.item_words import item_words

bp = Blueprint("notices", __name__)


def _number(text: str) -> int | None:
    """A message id from the address or a form; anything else counts as not given."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


@bp.get("/notices")
def index() -> str:
    """The newest messages, older ones page by page."""
    before = _number(request.args.get("before", ""))
    rows = newest(current_user.id, before=before, limit=SHOWN + 1)
    return render_template(
        "notices/index.html",
        rows=rows[:SHOWN],
        newest_page=before is None,
        older=rows[SHOWN - 1][0].id if len(rows) > SHOWN else None,
        show="applications.show" if current_user.duty_group == "enterprise" else "cases.show",
        item_words=item_words,
    )


@bp.post("/notices/read")
@acts
def read() -> Answer:
    """Mark everything up to the newest message that was on the page as read; later ones stay unread."""
    mark_read(current_user.id, up_to=_number(request.form.get("up_to", "")) or 0)
    return url_for("notices.index")
