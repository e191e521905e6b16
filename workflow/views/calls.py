"""Calls for applications: what is open, coming and closed, each with its guide, its money and a calendar file."""

from flask import Blueprint, Response, abort, render_template
from flask_babel import gettext as _
from flask_login import current_user

from rules import catalogue
from workflow.clock import now
from workflow.exports import ics
from workflow.links import absolute
from workflow.queries import calls
from workflow.queries.calls import CallLine
from workflow.queries.subscriptions import subscribed_items
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.locale import english
from workflow.views.measures import start_url

bp = Blueprint("calls", __name__)


@bp.get("/calls")
def index() -> str:
    """The board of calls."""
    found = calls.board(now())
    return render_template("calls/index.html", board=found, now=now(), item_words=item_words, start_url=start_url)


def line_or_404(text: str) -> CallLine:
    """The call with that number, or 404."""
    known = text.isascii() and text.isdigit() and len(text) <= 18
    line = calls.one(int(text), now()) if known else None
    if line is None:
        abort(404)
    return line


@bp.get("/calls/<call>")
def show(call: str) -> str:
    """One call: guide, dates, project years, money, documents, subscription."""
    line = line_or_404(call)
    mine = current_user.is_authenticated and line.call.item in subscribed_items(current_user.id)
    return render_template(
        "calls/show.html",
        line=line,
        item=catalogue.item(line.call.item),
        now=now(),
        start_url=start_url(line.call) if line.state == "open" else None,
        subscribed=mine,
    )


@bp.get("/calls/<call>/calendar.ics")
def calendar(call: str) -> Response:
    """The dates of a call for the reader's own calendar."""
    row = line_or_404(call).call
    title = row.title_en if english() else row.title_zh
    address = absolute("calls.show", call=row.id)
    article, name = (say(words) for words in item_words(row.item))
    days = [
        ("opens", row.opens_at + ics.HOUR, _("开始申报")),
        ("new", row.new_until, _("首次提交截止")),
        ("resubmit", row.resubmit_until, _("补正截止")),
    ]
    events = [
        ics.event(f"call-{row.id}-{name_}@zhigan", now(), ends, f"{title}　{what}", f"{article} {name}", address)
        for name_, ends, what in days
    ]
    answer = Response(ics.calendar_file(events), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="call-{row.id}.ics"'
    return answer
