"""The messages of a case as one side sees them: the applicant reads roles, the bureau reads names."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.message import MessageForm
from states.names import Role
from workflow.actions.message import CLOSED, NOT_A_WRITER, NOT_YET, WRITERS
from workflow.actions.message_read import note_read
from workflow.models.case import Case
from workflow.models.document import SERVED
from workflow.models.message import BUREAU, ENTERPRISE
from workflow.queries import awaiting, messages
from workflow.queries.messages import Said
from workflow.views.checklist import size
from workflow.views.filters import say

#: So many messages stand beside a case; the page of its own has them all.
RECENT = 6


def box(case: Case, *, last: int | None = RECENT, form: MessageForm | None = None) -> dict[str, Any]:
    """What the block of messages shows, and notes what is shown as read. Three statements; two for a case without messages."""
    side = ENTERPRISE if Role.APPLICANT in current_user.roles else BUREAU
    rows = messages.thread(case.id, last + 1 if last else None)
    awaits = awaiting.awaiting([case.id]).get(case.id, "") if rows else ""
    shown = rows[-last:] if last else rows
    read = _read(case, shown)
    return {
        "side": side,
        "lines": [_line(one, side, read) for one in shown],
        "more": len(rows) > len(shown),
        "asked": awaits == awaiting.other(side),
        "waiting": awaits == side,
        "why": _why(case, side),
        "form": form or MessageForm(formdata=None, asks=side == ENTERPRISE and awaits != BUREAU),
        "send_url": url_for("messages.ask" if side == ENTERPRISE else "messages.answer", number=case.number),
        "all_url": url_for("messages.own" if side == ENTERPRISE else "messages.thread", number=case.number),
    }


def _why(case: Case, side: str) -> str:
    """Why nothing can be written now; empty: it can."""
    if side == BUREAU:
        return "" if current_user.roles & WRITERS else say(NOT_A_WRITER)
    if case.submitted_at is None:
        return say(NOT_YET)
    return say(CLOSED) if awaiting.closed_to_applicant(case) else ""


def _read(case: Case, shown: list[Said]) -> int:
    """Up to where the person had read before; what is shown now counts as read from here on."""
    if not shown:
        return 0
    before, newest = messages.unread_from(case.id, current_user.id), shown[-1].message.id
    if newest > before:
        note_read(case.id, current_user.id, newest)
    return before


def _line(one: Said, side: str, read: int) -> dict[str, Any]:
    row, mine = one.message, one.message.side == side
    role = _("申报单位") if row.side == ENTERPRISE else _("经办人")
    return {
        "id": row.id,
        "mine": mine,
        "text": row.body,
        "who": role if side == ENTERPRISE else one.author if mine else f"{role}　{one.author}",
        "at": row.at,
        "asks": row.asks_answer,
        "fresh": not mine and row.id > read,
        "files": [
            {
                "name": file.name,
                "size": size(blob.size),
                "url": url_for("message_files.download", attachment=file.ref) if blob.scan in SERVED else "",
            }
            for file, blob in one.files
        ],
    }
