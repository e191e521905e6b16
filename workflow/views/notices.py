"""A person's messages: what happened to the cases, and what is asked of the person."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from states.names import Role
from workflow.actions.notify import mark_read
from workflow.models.notice import Notice
from workflow.models.notice_choice import TOPICS
from workflow.queries.notices import SHOWN, newest
from workflow.views.acting import Answer, acts
from workflow.views.item_words import item_words

bp = Blueprint("notices", __name__)
NAMES = {
    "": lambda: _("全部消息"),
    "corrections": lambda: _("补正和期限"),
    "decisions": lambda: _("决定和拨付"),
    "cases": lambda: _("办理进度"),
    "messages": lambda: _("留言"),
    "calls": lambda: _("申报批次和提醒"),
}


def _number(text: str) -> int | None:
    """A message id from the address or a form; anything else counts as not given."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _topic(text: str) -> str | None:
    """A group of messages; anything else means all of them."""
    return text if text in TOPICS else None


@bp.get("/notices")
def index() -> str:
    """The newest messages, of one group if asked, older ones page by page."""
    before, topic = _number(request.args.get("before", "")), _topic(request.args.get("topic", ""))
    rows = newest(current_user.id, before=before, limit=SHOWN + 1, topic=topic)
    return render_template(
        "notices/index.html",
        rows=rows[:SHOWN],
        newest_page=before is None,
        older=rows[SHOWN - 1][0].id if len(rows) > SHOWN else None,
        topic=topic,
        topics=[_tab(name, topic or "") for name in NAMES],
        target=target,
        item_words=item_words,
    )


def _tab(name: str, shown: str) -> dict[str, object]:
    return {"label": NAMES[name](), "url": url_for("notices.index", topic=name or None), "current": name == shown}


def target(notice: Notice, number: str | None) -> str | None:
    """Where a message leads: its case, the calls, what is to do, the enterprise's rent support; None: it says all there is."""
    applicant = Role.APPLICANT in current_user.roles
    if number is not None:
        return url_for("applications.show" if applicant else "cases.show", number=number)
    if notice.kind.startswith("call_"):
        return url_for("calls.index")
    if applicant and notice.kind == "award_offer":
        return url_for("applications.index")
    return url_for("rent.own") if applicant and notice.kind.startswith("rent_") else None


@bp.post("/notices/read")
@acts
def read() -> Answer:
    """Mark what was on the page as read, and older messages of the group; later ones stay unread."""
    topic = _topic(request.form.get("topic", ""))
    mark_read(current_user.id, up_to=_number(request.form.get("up_to", "")) or 0, topic=topic)
    return url_for("notices.index", topic=topic)
