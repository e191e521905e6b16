"""The minutes of a meeting: saved while they are typed, signed, printed. Beside them the agenda and the case sheets."""

from typing import Any

from flask import Blueprint, abort, flash, jsonify, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from states.lifecycle import Refused
from workflow.actions import minutes
from workflow.clock import SHANGHAI
from workflow.db import db
from workflow.models.meeting import Meeting
from workflow.papers import engine, meeting_sheets
from workflow.papers import minutes as paper
from workflow.permissions import current_actor
from workflow.queries.meetings import points, seats
from workflow.queries.recusals import hidden_from
from workflow.views import meeting_words
from workflow.views.acting import Answer, acts
from workflow.views.filters import say
from workflow.views.meetings import meeting_or_404
from workflow.views.sending import made

bp = Blueprint("minutes", __name__)
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _typed() -> tuple[str, int]:
    edition = request.form.get("base", "")
    if not edition.isascii() or not edition.isdigit() or len(edition) > 9:
        abort(400)
    text = request.form.get("minutes", "").replace("\r\n", "\n")
    return "".join(char for char in text if char.isprintable() or char in "\n\t"), int(edition)


@bp.post("/meetings/<meeting>/minutes")
@acts
def save(meeting: str) -> Answer:
    """Save the minutes by the button."""
    row = meeting_or_404(meeting, for_change=True)
    minutes.save(row, *_typed(), current_actor())
    flash(_("纪要存好了。"), "success")
    return url_for("meetings.show", meeting=row.number, _anchor="mi")


@bp.post("/meetings/<meeting>/minutes/autosave")
def autosave(meeting: str) -> tuple[BaseResponse, int]:
    """Save what has been typed so far; 409 with the sentence when it cannot be kept."""
    row = meeting_or_404(meeting, for_change=True)
    try:
        minutes.save(row, *_typed(), current_actor())
    except Refused as refused:
        db.session.rollback()
        return jsonify({"sentence": "；".join(say(one) for one in refused.blockers)}), 409
    at = row.minuted_at
    answer: dict[str, Any] = {"digest": str(row.edition), "saved_at": f"{at.astimezone(SHANGHAI):%H:%M}" if at else ""}
    db.session.commit()
    return jsonify(answer), 200


@bp.post("/meetings/<meeting>/signatures/<int(max=999999999):member>")
@acts
def sign(meeting: str, member: int) -> Answer:
    """Note that a member has signed."""
    row = meeting_or_404(meeting, for_change=True)
    minutes.sign(row, member, current_actor())
    flash(_("签署已记下，纪要不再改动。"), "success")
    return url_for("meetings.show", meeting=row.number, _anchor="mi")


def _lang() -> str:
    lang = request.args.get("lang", "zh")
    return lang if lang in {"zh", "en"} else abort(404)


def _named(row: Meeting, kind: str, end: str) -> str:
    return f"{meeting_words.title(row)}{kind}.{end}"


@bp.get("/meetings/<meeting>/minutes.pdf")
def printed(meeting: str) -> BaseResponse:
    """The minutes as PDF; `?lang=en` adds the English."""
    row = meeting_or_404(meeting)
    data = paper.data(row, seats(row.id), points(row.id, hidden_from(current_actor()))) | {"lang": _lang()}
    return made(engine.pdf("letter.typ", data), PDF, _named(row, _("纪要"), "pdf"))


@bp.get("/meetings/<meeting>/minutes.docx")
def editable(meeting: str) -> BaseResponse:
    """The same as .docx."""
    from workflow.papers.word_file import docx_of

    row = meeting_or_404(meeting)
    data = paper.data(row, seats(row.id), points(row.id, hidden_from(current_actor())))
    langs = ("zh", "en") if _lang() == "en" else ("zh",)
    return made(docx_of(data, langs), WORD, _named(row, _("纪要"), "docx"))


@bp.get("/meetings/<meeting>/agenda.pdf")
def agenda(meeting: str) -> BaseResponse:
    """The agenda to hand out."""
    row = meeting_or_404(meeting)
    data = meeting_sheets.agenda(row, seats(row.id), points(row.id, hidden_from(current_actor())), _lang())
    return made(engine.pdf("meeting.typ", data), PDF, _named(row, _("议程"), "pdf"))


@bp.get("/meetings/<meeting>/sheets.pdf")
def sheets(meeting: str) -> BaseResponse:
    """One page for each case, or for the one that `case` names."""
    row, number = meeting_or_404(meeting), request.args.get("case", "")
    there = [one for one in points(row.id, hidden_from(current_actor())) if not number or one.case.number == number]
    if not there:
        abort(404)
    data = meeting_sheets.sheets(row, seats(row.id), there, _lang())
    return made(engine.pdf("meeting.typ", data), PDF, _named(row, _("审定单"), "pdf"))
